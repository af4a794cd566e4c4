using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>What an operator can mend, in a sentence without a stack trace.</summary>
/// <param name="Message">For standard error.</param>
/// <param name="ExitCode">One of <see cref="ServiceRun"/>.</param>
internal sealed record StartFailure(string Message, int ExitCode)
{
    // Throws one type for every kind of misuse; only the assembly tells that it was a value in the configuration.
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";
    private const string CommandLine = "Microsoft.Extensions.Configuration.CommandLine";

    /// <returns>Null when only a developer can mend it.</returns>
    public static StartFailure? Of(Exception exception) =>
        exception switch
        {
            AggregateException { InnerExceptions: [var only] } => Of(only),
            TypeInitializationException { InnerException: { } inner } => Of(inner),
            OptionsValidationException options => Wrong(string.Join(Environment.NewLine, options.Failures)),
            WrongSettingException => Wrong(exception.Message),
            DatabaseStartException => Failed(exception.Message),
            InvalidDataException => Wrong($"{exception.Message} {exception.GetBaseException().Message}"),
            InvalidOperationException { Source: Binder } => Wrong(exception.Message),
            FormatException { Source: CommandLine } => Wrong(exception.Message),
            RetryLimitExceededException or DbException => Failed(
                $"The database cannot be used: {exception.GetBaseException().Message}"
            ),
            SocketException => Failed($"Endpoints:Http or Endpoints:Grpc cannot be listened on: {exception.Message}"),
            IOException or UnauthorizedAccessException or DllNotFoundException => Failed(exception.Message),
            _ => null,
        };

    private static StartFailure Wrong(string message) => new(message, ServiceRun.WrongSettings);

    private static StartFailure Failed(string message) => new(message, ServiceRun.Failed);
}
