namespace Orchestrator.Inference;

/// <summary>Makes clients for one kind of endpoint. An operator's own provider is another registration of this.</summary>
public interface IReplicaProvider
{
    /// <summary>In kebab-case, as <c>Worker:Replicas:&lt;i&gt;:Kind</c> names it: "ollama", "openai", "anthropic".</summary>
    string Kind { get; }

    /// <summary>The caller disposes the client once its calls have ended.</summary>
    IReplicaClient Create(ReplicaEndpoint endpoint);
}

/// <summary>Where an endpoint is, and what it takes to be let in.</summary>
/// <param name="Name">Of the replica.</param>
/// <param name="Address">With or without a path, such as that of a reverse proxy.</param>
public sealed record ReplicaEndpoint(string Name, Uri Address)
{
    /// <summary>Read anew for each connection attempt's request, so that a rotated secret counts; null for none.</summary>
    public ISecret? ApiKey { get; init; }

    /// <summary>Models to offer, for endpoints that list none or too many. Empty: what the endpoint lists.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];
}

/// <summary>A secret that stays where it is until it is needed. Its text never reaches a log, a message or an error.</summary>
public interface ISecret
{
    /// <summary>Where it comes from, for messages: "file /run/secrets/openai", "variable OPENAI_API_KEY".</summary>
    string Source { get; }

    /// <exception cref="InferenceException">The secret is not there: stage Connect, cause Refused.</exception>
    string Read();
}
