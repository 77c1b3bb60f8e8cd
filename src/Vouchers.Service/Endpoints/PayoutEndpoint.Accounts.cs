using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

internal sealed partial class PayoutEndpoint
{
    public override Task<V1.RegisterFundingAccountResponse> RegisterFundingAccount(
        V1.RegisterFundingAccountRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new RegisterFundingAccount(context.Caller(),
                fields.NewId<FundingAccount>(request.FundingAccountId), fields.Read(request.Bank),
                fields.Currency(request.Currency),
                request.HasCoolingOffHours ? request.CoolingOffHours : FundingAccount.DefaultCoolingOffHours,
                options.IsDevelopment ? 0 : FundingAccount.MinCoolingOffHours),
            account => new V1.RegisterFundingAccountResponse { FundingAccount = account.ToProto() });

    public override async Task<V1.ListFundingAccountsResponse> ListFundingAccounts(
        V1.ListFundingAccountsRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.ProgrammeOfficer, Role.Auditor);
        var fields = new RequestFields();
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListFundingAccounts));
        fields.ThrowIfInvalid();
        var (rows, next) = page.Cut(await store.ListAsync<FundingAccount>(page.Rows(), context.CancellationToken));
        return new V1.ListFundingAccountsResponse
        {
            FundingAccounts = { rows.Select(a => a.ToProto()) }, NextPageToken = next,
        };
    }

    public override Task<V1.SetPayeeAccountResponse> SetPayeeAccount(
        V1.SetPayeeAccountRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new SetPayeeAccount(context.Caller(), fields.Id<Institution>(request.InstitutionId),
                fields.Read(request.Bank)),
            account => new V1.SetPayeeAccountResponse { PayeeAccount = account.ToProto() });

    public override Task<V1.VerifyPayeeAccountResponse> VerifyPayeeAccount(
        V1.VerifyPayeeAccountRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new VerifyPayeeAccount(context.Caller(), fields.Id<Institution>(request.InstitutionId),
                fields.Text(request.AccountNumber, 1, BankDetails.MaxAccountNumber)),
            account => new V1.VerifyPayeeAccountResponse { PayeeAccount = account.ToProto() });

    public override Task<V1.HoldPaymentsResponse> HoldPayments(
        V1.HoldPaymentsRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new HoldPayments(context.Caller(), fields.Id<Institution>(request.InstitutionId),
                fields.Note(request.Reason, 0, 300)),
            account => new V1.HoldPaymentsResponse { PayeeAccount = account.ToProto() });

    public override async Task<V1.GetPayeeAccountResponse> GetPayeeAccount(
        V1.GetPayeeAccountRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.Finance, Role.ProgrammeOfficer, Role.Auditor, Role.InstitutionOperator);
        var fields = new RequestFields();
        var institution = fields.Id<Institution>(request.InstitutionId);
        fields.ThrowIfInvalid();
        var id = PayeeAccount.IdOf(institution);
        if (actor.Role == Role.InstitutionOperator && actor.Institution != institution)
            throw Refusal.NotFound(id).ToRpcException();
        var account = await store.GetAsync(id, context.CancellationToken);
        return new V1.GetPayeeAccountResponse { PayeeAccount = account.ToProto() };
    }
}
