namespace Vouchers.Client;

/// <summary>How a <see cref="VoucherClient"/> reaches the service. Set once, before the client is made.</summary>
public sealed record VoucherClientOptions
{
    /// <summary>The service's gRPC address; <c>http://</c> for cleartext HTTP/2, as on the default port 5081.</summary>
    public Uri Address { get; init; } = new("http://127.0.0.1:5081");

    /// <summary>
    /// Gives the bearer token; an empty one sends none. It is asked before every try, so that a token which was renewed
    /// meanwhile is used, and from several threads at once: keep the token and renew it shortly before it lapses.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>> Token { get; init; } = _ => ValueTask.FromResult("");

    /// <summary>The longest that a call may take with all its tries; 10 seconds by default.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The longest that one try may take, 4 seconds by default: a reply that is lost without a trace is asked for again
    /// while the citizen still stands at the counter. Never longer than what is left of <see cref="Deadline"/>. A call
    /// with a deadline of its own may use all of it in one try.
    /// </summary>
    public TimeSpan TryDeadline { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>When and how often a call is tried again.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>Measures <see cref="Deadline"/> and the waits between tries.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Carries the bytes: a proxy, gRPC-Web in a browser, a test. Null makes one for HTTP/2 with keep-alive pings. The
    /// caller keeps and disposes a handler of its own.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; init; }
}
