namespace Orchestrator.Gateway.Native.Wire;

/// <summary>What an operator changes of a model; what is left out stays as it is.</summary>
internal sealed class ModelPatch
{
    /// <summary>Tasks, as <c>POST /api/route</c> names them.</summary>
    public string?[]? OptimalFor { get; set; }

    /// <summary>1 to 10.</summary>
    public long? Priority { get; set; }

    public bool? Enabled { get; set; }

    /// <summary>In bytes; 0: measured or estimated.</summary>
    public long? VramRequired { get; set; }

    public bool? Pinned { get; set; }

    /// <summary>As If-Match: the edit is refused when the settings have another revision by now.</summary>
    public long? Revision { get; set; }
}

/// <summary>A replica that is added at run time.</summary>
internal sealed class NewReplica
{
    public string? Name { get; set; }

    public string? Url { get; set; }

    /// <summary>Provider that speaks to it; "ollama" when it is left out.</summary>
    public string? Kind { get; set; }

    /// <summary>0 or left out: inferred.</summary>
    public long? Slots { get; set; }

    public long? QueueLimit { get; set; }

    public string? Gpu { get; set; }

    public long? VramBytes { get; set; }

    /// <summary>Name of a credential that workers hold; never the credential.</summary>
    public string? Credential { get; set; }
}

/// <summary>Whether a replica takes new work.</summary>
internal sealed class DrainQuestion
{
    public bool? Drain { get; set; }
}

/// <summary>Where a model is to be measured.</summary>
internal sealed class ProfileQuestion
{
    /// <summary>Left out: wherever it is.</summary>
    public string? Replica { get; set; }
}
