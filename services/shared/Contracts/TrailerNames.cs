namespace Orchestrator.Contracts;

/// <summary>Trailers that a failed call carries, by their names on the wire.</summary>
public static class TrailerNames
{
    /// <summary>An InferenceFailure: where a call failed and why.</summary>
    public const string Error = "orchestrator-error-bin";

    /// <summary>Name of the field of the request that is wrong, with INVALID_ARGUMENT.</summary>
    public const string Field = "orchestrator-field";

    /// <summary>Address of the worker that holds the run which was asked about.</summary>
    public const string RunHolder = "orchestrator-run-holder";
}
