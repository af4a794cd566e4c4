using System.Text.Json;

namespace Orchestrator.Gateway.Errors;

/// <summary>How one dialect says no: one implementation, in one file, per dialect.</summary>
internal interface IDialectErrors
{
    /// <summary>The media type of the error's body.</summary>
    string ContentType { get; }

    /// <summary>Writes the error as one JSON object.</summary>
    void Write(Utf8JsonWriter json, GatewayError error);
}
