using Grpc.Core;
using Vouchers.Client.Calls;
using Vouchers.V1;

namespace Vouchers.Client;

public sealed partial class VoucherClient
{
    /// <summary>One session. Any caller may see it.</summary>
    public async Task<Outcome<Session>> GetSessionAsync(string sessionId, CancellationToken cancellation = default)
    {
        var outcome = await Catalogue.GetSessionAsync(new() { SessionId = sessionId }, With(cancellation)).AsOutcome()
            .ConfigureAwait(false);
        return outcome.Map(answer => answer.Session);
    }

    /// <summary>Sessions, page by page. A page that cannot be had is the last element.</summary>
    /// <param name="institutionId">Only this institution; empty for all.</param>
    /// <param name="courseId">Only this course; empty for all.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public IAsyncEnumerable<Outcome<Session>> ListSessionsAsync(
        string institutionId = "", string courseId = "", CancellationToken cancellation = default) =>
        Pages.WalkAsync(
            token => Catalogue.ListSessionsAsync(
                new() { PageSize = Pages.Size, PageToken = token, InstitutionId = institutionId, CourseId = courseId },
                With(cancellation)),
            page => page.Sessions,
            page => page.NextPageToken,
            cancellation);

    /// <summary>Takes a seat for a citizen. Role: the session's institution.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="citizenId">The citizen.</param>
    /// <param name="nominatedBy">Who nominated the citizen; further study and competitions ask for it.</param>
    /// <param name="requestId">The id of an earlier call to repeat; null makes a new one.</param>
    /// <param name="cancellation">Ends the wait; whether the seat is taken is then not known.</param>
    public Task<Outcome<Enrolment>> EnrolAsync(
        string sessionId,
        string citizenId,
        string nominatedBy = "",
        Guid? requestId = null,
        CancellationToken cancellation = default)
    {
        var request = new EnrolRequest
        {
            RequestId = Text(requestId),
            SessionId = sessionId,
            CitizenId = citizenId,
            NominatedBy = nominatedBy,
        };
        return EnrolmentOf(Enrolments.EnrolAsync(request, With(cancellation)), answer => answer.Enrolment);
    }

    /// <summary>Adds attended class hours. Role: the session's institution.</summary>
    /// <param name="enrolmentId">Session and citizen, joined by a dot.</param>
    /// <param name="hours">Class hours to add; negative to correct a slip.</param>
    /// <param name="requestId">The id of an earlier call to repeat; null makes a new one.</param>
    /// <param name="cancellation">Ends the wait; whether the hours are added is then not known.</param>
    public Task<Outcome<Enrolment>> RecordAttendanceAsync(
        string enrolmentId, int hours, Guid? requestId = null, CancellationToken cancellation = default) =>
        EnrolmentOf(
            Enrolments.RecordAttendanceAsync(
                new() { RequestId = Text(requestId), EnrolmentId = enrolmentId, Hours = hours }, With(cancellation)),
            answer => answer.Enrolment);

    /// <summary>
    /// Ends a course that was attended enough; may earn the subsidy. Role: the session's institution.
    /// </summary>
    /// <inheritdoc cref="RecordAttendanceAsync" path="/param"/>
    public Task<Outcome<Enrolment>> CompleteAsync(
        string enrolmentId, Guid? requestId = null, CancellationToken cancellation = default) =>
        EnrolmentOf(
            Enrolments.CompleteEnrolmentAsync(
                new() { RequestId = Text(requestId), EnrolmentId = enrolmentId }, With(cancellation)),
            answer => answer.Enrolment);

    /// <summary>
    /// Takes back a completion that was recorded in error. Role: the session's institution while it earned nothing,
    /// then a programme officer.
    /// </summary>
    /// <param name="enrolmentId">Session and citizen, joined by a dot.</param>
    /// <param name="reason">For the auditor; must not be empty.</param>
    /// <param name="requestId">The id of an earlier call to repeat; null makes a new one.</param>
    /// <param name="cancellation">Ends the wait; whether it is taken back is then not known.</param>
    public Task<Outcome<Enrolment>> TakeBackCompletionAsync(
        string enrolmentId, string reason, Guid? requestId = null, CancellationToken cancellation = default) =>
        EnrolmentOf(
            Enrolments.TakeBackCompletionAsync(
                new() { RequestId = Text(requestId), EnrolmentId = enrolmentId, Reason = reason }, With(cancellation)),
            answer => answer.Enrolment);

    /// <summary>Notes that the citizen never came. Role: the session's institution.</summary>
    /// <inheritdoc cref="RecordAttendanceAsync" path="/param"/>
    public Task<Outcome<Enrolment>> MarkNoShowAsync(
        string enrolmentId, Guid? requestId = null, CancellationToken cancellation = default) =>
        EnrolmentOf(
            Enrolments.MarkNoShowAsync(
                new() { RequestId = Text(requestId), EnrolmentId = enrolmentId }, With(cancellation)),
            answer => answer.Enrolment);

    /// <summary>Gives a seat back. Role: the session's institution.</summary>
    /// <param name="enrolmentId">Session and citizen, joined by a dot.</param>
    /// <param name="reason">For the auditor; must not be empty.</param>
    /// <param name="requestId">The id of an earlier call to repeat; null makes a new one.</param>
    /// <param name="cancellation">Ends the wait; whether the seat is free is then not known.</param>
    public Task<Outcome<Enrolment>> WithdrawAsync(
        string enrolmentId, string reason, Guid? requestId = null, CancellationToken cancellation = default) =>
        EnrolmentOf(
            Enrolments.WithdrawEnrolmentAsync(
                new() { RequestId = Text(requestId), EnrolmentId = enrolmentId, Reason = reason }, With(cancellation)),
            answer => answer.Enrolment);

    /// <summary>The seats of a session, page by page. A page that cannot be had is the last element.</summary>
    /// <param name="sessionId">Only this session; empty for all that the caller may see.</param>
    /// <param name="citizenId">Only this citizen; empty for all.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public IAsyncEnumerable<Outcome<Enrolment>> ListEnrolmentsAsync(
        string sessionId = "", string citizenId = "", CancellationToken cancellation = default) =>
        Pages.WalkAsync(
            token => Enrolments.ListEnrolmentsAsync(
                new() { PageSize = Pages.Size, PageToken = token, SessionId = sessionId, CitizenId = citizenId },
                With(cancellation)),
            page => page.Enrolments,
            page => page.NextPageToken,
            cancellation);

    private static async Task<Outcome<Enrolment>> EnrolmentOf<TAnswer>(
        AsyncUnaryCall<TAnswer> call, Func<TAnswer, Enrolment> enrolmentOf)
    {
        var outcome = await call.AsOutcome().ConfigureAwait(false);
        return outcome.Map(enrolmentOf);
    }
}
