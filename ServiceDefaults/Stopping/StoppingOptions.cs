using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

public sealed class StoppingOptions
{
    public const string SectionName = "Stopping";

    /// <summary>How long running work may take to finish after the process was asked to stop; then it is aborted.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What comes after it: closing connections, the bus, files. Both together limit the whole stop.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CleanUpLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>True ends the process when its standard input closes: whoever started it holds the pipe.</summary>
    public bool WithParent { get; set; }
}
