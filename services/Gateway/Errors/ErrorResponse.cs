using System.Globalization;
using System.Text.Json;
using Orchestrator.Gateway.Responses;

namespace Orchestrator.Gateway.Errors;

/// <summary>Sends an error as a whole response: status, headers and the dialect's body.</summary>
internal static class ErrorResponse
{
    public static async Task WriteAsync(
        HttpContext context,
        Dialect dialect,
        GatewayError error,
        CancellationToken cancellationToken
    )
    {
        var response = context.Response;
        response.StatusCode = ErrorStatus.Of(error.Kind);
        response.ContentType = dialect.Errors.ContentType;
        if (ErrorStatus.RetryAfterSeconds(error) is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        // What is left of the body is not worth reading: the connection ends with this answer.
        if (error.Kind is ErrorKind.BodyTooLarge or ErrorKind.BodyTimedOut)
        {
            response.Headers.Connection = "close";
        }

        await using (var json = new Utf8JsonWriter(response.BodyWriter, Json.WriterOptions))
        {
            dialect.Errors.Write(json, error);
        }

        await response.BodyWriter.FlushAsync(cancellationToken);
    }
}
