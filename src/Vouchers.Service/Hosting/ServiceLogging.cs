using Microsoft.Extensions.Logging.Console;

namespace Vouchers.Service;

/// <summary>
/// Logs to the console: one JSON object a line in Production, a readable line in Development. Frameworks speak
/// only from warnings on, because their lines of information hold addresses with ids in them.
/// </summary>
internal static class ServiceLogging
{
    public static void AddServiceLogging(this ILoggingBuilder logging, ServiceOptions options)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Vouchers", LogLevel.Information);
        // Errors of calls are logged once, by the interceptor.
        logging.AddFilter("Grpc", LogLevel.Critical);
        // A failed start is told in one sentence, without its stack.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.Configure(o => o.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        if (options.IsDevelopment)
            logging.AddSimpleConsole(o =>
            {
                o.SingleLine = true;
                o.TimestampFormat = "HH:mm:ss ";
            });
        else
            logging.AddJsonConsole(o =>
            {
                o.UseUtcTimestamp = true;
                o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        // Standard output belongs to whoever holds the service, e.g. the demo and its --json.
        logging.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
