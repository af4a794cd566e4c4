using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using OllamaSharp.Models;
using OllamaSharp.Models.Exceptions;

namespace OllamaSharp;

/// <content>How requests are sent and streams are read.</content>
public partial class OllamaApiClient
{
    /// <summary>Adds the headers, sends, and turns an error status into an exception.</summary>
    /// <exception cref="OllamaException">Status 400, with the server's text.</exception>
    /// <exception cref="HttpRequestException">Any other error status; the server's text is lost.</exception>
    protected virtual async Task<HttpResponseMessage> SendToOllamaAsync(
        HttpRequestMessage requestMessage,
        OllamaRequest? ollamaRequest,
        HttpCompletionOption completionOption,
        CancellationToken cancellationToken
    )
    {
        AddHeaders(requestMessage, DefaultRequestHeaders);
        AddHeaders(requestMessage, ollamaRequest?.CustomHeaders);
        var response = await _client.SendAsync(requestMessage, completionOption, cancellationToken);
        try
        {
            await ThrowOnErrorAsync(response, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static void AddHeaders(HttpRequestMessage request, Dictionary<string, string>? headers)
    {
        foreach (var (name, value) in headers ?? [])
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static async Task ThrowOnErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.BadRequest)
        {
            response.EnsureSuccessStatusCode();
            return;
        }

        var text = ErrorText(await response.Content.ReadAsStringAsync(cancellationToken));
        throw text.Contains("does not support tools", StringComparison.Ordinal)
            ? new ModelDoesNotSupportToolsException(text)
            : new OllamaException(text);
    }

    private static string ErrorText(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<ErrorResponse>(body)?.Message ?? body;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        OllamaRequest? body,
        HttpCompletionOption completionOption,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            var json = JsonSerializer.Serialize(body, body.GetType(), OutgoingJsonSerializerOptions);
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        return await SendToOllamaAsync(request, body, completionOption, cancellationToken);
    }

    private async Task<T> CallAsync<T>(
        HttpMethod method,
        string path,
        OllamaRequest? body,
        CancellationToken cancellationToken
    )
    {
        using var response = await SendAsync(
            method,
            path,
            body,
            HttpCompletionOption.ResponseContentRead,
            cancellationToken
        );
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return JsonSerializer.Deserialize<T>(text, IncomingJsonSerializerOptions)!;
    }

    /// <summary>
    /// The lines of the answer as they arrive. A cancelled token ends the enumeration without an exception once the
    /// answer has begun, as the package does; unlike the package, at once.
    /// </summary>
    private async IAsyncEnumerable<string> StreamAsync(
        string path,
        OllamaRequest body,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var response = await SendAsync(
            HttpMethod.Post,
            path,
            body,
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken
        );
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await ReadLineAsync(reader, cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    private static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return cancellationToken.IsCancellationRequested ? null : await reader.ReadLineAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
