namespace Orchestrator.Inference.Secrets;

/// <summary>A secret in an environment variable.</summary>
public sealed class SecretVariable(string name) : ISecret
{
    public string Source => $"variable {name}";

    public string Read() =>
        Environment.GetEnvironmentVariable(name) is { } text
            ? SecretText.Checked(text, Source)
            : throw SecretText.Missing(Source, "is not set");

    public override string ToString() => Source;
}
