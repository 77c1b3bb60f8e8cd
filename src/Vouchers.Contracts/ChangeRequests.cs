namespace Vouchers.V1;

/// <summary>
/// A request that changes something. Its id makes a repeat harmless; see CreateProgrammeRequest.request_id.
/// </summary>
public interface IChangeRequest
{
    /// <summary>A UUID; empty until it is chosen.</summary>
    string RequestId { get; set; }
}

// What they mean is told in the protos.
public sealed partial class AcceptStatementRequest : IChangeRequest;
public sealed partial class ApprovePayoutBatchRequest : IChangeRequest;
public sealed partial class AssignDiscrepancyRequest : IChangeRequest;
public sealed partial class CancelBulkIssueRequest : IChangeRequest;
public sealed partial class CancelPayoutBatchRequest : IChangeRequest;
public sealed partial class CancelSessionRequest : IChangeRequest;
public sealed partial class CertifyEnrolmentRequest : IChangeRequest;
public sealed partial class ClaimVoucherRequest : IChangeRequest;
public sealed partial class ClosePeriodRequest : IChangeRequest;
public sealed partial class CloseProgrammeRequest : IChangeRequest;
public sealed partial class CompleteEnrolmentRequest : IChangeRequest;
public sealed partial class CreatePayoutBatchRequest : IChangeRequest;
public sealed partial class CreateProgrammeRequest : IChangeRequest;
public sealed partial class DecideClawBackRequest : IChangeRequest;
public sealed partial class DecideForceMajeureRequest : IChangeRequest;
public sealed partial class DecideMatchRequest : IChangeRequest;
public sealed partial class DecideOfflineConflictRequest : IChangeRequest;
public sealed partial class DecideReopeningRequest : IChangeRequest;
public sealed partial class DecideResolutionRequest : IChangeRequest;
public sealed partial class DecideUnmatchRequest : IChangeRequest;
public sealed partial class DiscardStatementRequest : IChangeRequest;
public sealed partial class EndSessionsRequest : IChangeRequest;
public sealed partial class EnrolDeviceRequest : IChangeRequest;
public sealed partial class EnrolRequest : IChangeRequest;
public sealed partial class ExportPayoutBatchRequest : IChangeRequest;
public sealed partial class FundProgrammeRequest : IChangeRequest;
public sealed partial class GrantLeaseRequest : IChangeRequest;
public sealed partial class HoldPaymentsRequest : IChangeRequest;
public sealed partial class ImportCitizensRequest : IChangeRequest;
public sealed partial class ImportPaymentStatusRequest : IChangeRequest;
public sealed partial class IssueVoucherRequest : IChangeRequest;
public sealed partial class MarkNoShowRequest : IChangeRequest;
public sealed partial class OfferDeviceEnrolmentRequest : IChangeRequest;
public sealed partial class ProposeMatchRequest : IChangeRequest;
public sealed partial class ProposeResolutionRequest : IChangeRequest;
public sealed partial class PublishCoursesRequest : IChangeRequest;
public sealed partial class RecordAttendanceRequest : IChangeRequest;
public sealed partial class RedeemVoucherRequest : IChangeRequest;
public sealed partial class RegisterAgencyRequest : IChangeRequest;
public sealed partial class RegisterBranchRequest : IChangeRequest;
public sealed partial class RegisterDeviceRequest : IChangeRequest;
public sealed partial class RegisterFundingAccountRequest : IChangeRequest;
public sealed partial class RegisterInstitutionRequest : IChangeRequest;
public sealed partial class ReinstateEnrolmentRequest : IChangeRequest;
public sealed partial class ReleaseVoucherRequest : IChangeRequest;
public sealed partial class RequestClawBackRequest : IChangeRequest;
public sealed partial class RequestForceMajeureRequest : IChangeRequest;
public sealed partial class RequestReopeningRequest : IChangeRequest;
public sealed partial class RequestUnmatchRequest : IChangeRequest;
public sealed partial class ReserveVoucherRequest : IChangeRequest;
public sealed partial class ResetVoucherPinRequest : IChangeRequest;
public sealed partial class ResumeVoucherRequest : IChangeRequest;
public sealed partial class RevokeDeviceRequest : IChangeRequest;
public sealed partial class RevokeVoucherRequest : IChangeRequest;
public sealed partial class ScheduleSessionRequest : IChangeRequest;
public sealed partial class SetMembershipRequest : IChangeRequest;
public sealed partial class SetPayeeAccountRequest : IChangeRequest;
public sealed partial class StartBulkIssueRequest : IChangeRequest;
public sealed partial class SuspendVoucherRequest : IChangeRequest;
public sealed partial class TakeBackCertificateRequest : IChangeRequest;
public sealed partial class TakeBackCompletionRequest : IChangeRequest;
public sealed partial class UpdateInstitutionRequest : IChangeRequest;
public sealed partial class UpdateProgrammeRulesRequest : IChangeRequest;
public sealed partial class VerifyPayeeAccountRequest : IChangeRequest;
public sealed partial class VoidRedemptionRequest : IChangeRequest;
public sealed partial class WithdrawEnrolmentRequest : IChangeRequest;
