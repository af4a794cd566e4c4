namespace Orchestrator.ServiceDefaults;

public enum ConsoleLogs
{
    /// <summary>Simple in Development, JSON elsewhere.</summary>
    Auto,

    /// <summary>For people: one line per entry.</summary>
    Simple,

    /// <summary>For collectors: one JSON object per line.</summary>
    Json,

    Off,
}
