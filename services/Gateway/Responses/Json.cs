using System.Text.Encodings.Web;
using System.Text.Json;

namespace Orchestrator.Gateway.Responses;

/// <summary>How every JSON answer is written.</summary>
internal static class Json
{
    /// <summary>
    /// Korean stays readable instead of becoming \uXXXX, which also halves its size (emoji are still escaped). Safe: no answer is ever HTML,
    /// and each one says so by its Content-Type.
    /// </summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
