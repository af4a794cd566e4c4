using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>Section "Logs". Levels are where .NET has them: "Logging:LogLevel".</summary>
public sealed class LogsOptions
{
    public const string SectionName = "Logs";

    /// <summary>Form of the lines on the console. Auto: Simple in the Development environment, Json elsewhere.</summary>
    public ConsoleLogs Console { get; set; } = ConsoleLogs.Auto;

    /// <summary>Lines that may wait for a slow console; further ones are dropped rather than hold up a request.</summary>
    [Range(16, 1_000_000)]
    public int ConsoleQueueLength { get; set; } = 4096;

    [ValidateObjectMembers]
    public FileLogOptions File { get; set; } = new();
}

[OptionsValidator]
internal sealed partial class LogsOptionsValidator : IValidateOptions<LogsOptions>;
