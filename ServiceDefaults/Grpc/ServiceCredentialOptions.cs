using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

/// <summary>The top-level configuration key "ServiceCredential", a secret. Messages about it never quote it.</summary>
internal sealed class ServiceCredentialOptions
{
    public const string Key = "ServiceCredential";

    /// <summary>Shorter secrets are guessed.</summary>
    public const int LengthMin = 16;

    /// <summary>Shared by all processes of the system. Unset: random for each process.</summary>
    [MinLength(LengthMin, ErrorMessage = $"{Key} must have at least 16 characters.")]
    [RegularExpression("^[!-~]*$", ErrorMessage = $"{Key} must be visible ASCII: it travels in a header.")]
    public string? Secret { get; set; }
}
