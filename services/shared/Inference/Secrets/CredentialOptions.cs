namespace Orchestrator.Inference.Secrets;

/// <summary>
/// Where the secret of an endpoint stands, as <c>Worker:Credentials:&lt;name&gt;:File</c> or <c>:Variable</c>. There is no
/// setting for the secret itself, so that it cannot end up in a configuration file.
/// </summary>
public sealed class CredentialOptions
{
    /// <summary>Path of a file that holds the secret and nothing else. Read again when the file changes.</summary>
    public string? File { get; set; }

    /// <summary>Name of an environment variable of the worker's process that holds the secret.</summary>
    public string? Variable { get; set; }

    /// <summary>What is wrong with the two settings, as the end of a sentence; null when they are fine.</summary>
    public string? Problem =>
        (string.IsNullOrWhiteSpace(File), string.IsNullOrWhiteSpace(Variable)) switch
        {
            (true, true) => "names neither a file nor a variable",
            (false, false) => "names both a file and a variable",
            _ => null,
        };

    /// <exception cref="InvalidOperationException">See <see cref="Problem"/>.</exception>
    public ISecret ToSecret() =>
        Problem is { } problem ? throw new InvalidOperationException($"The credential {problem}.")
        : string.IsNullOrWhiteSpace(File) ? new SecretVariable(Variable!) // Problem has looked
        : new SecretFile(File);
}
