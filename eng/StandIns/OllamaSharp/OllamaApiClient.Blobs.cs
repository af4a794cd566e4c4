using System.Net.Http.Headers;

namespace OllamaSharp;

/// <content>The files that a model is made from.</content>
public partial class OllamaApiClient
{
    /// <inheritdoc />
    public async Task PushBlobAsync(string digest, byte[] bytes, CancellationToken cancellationToken = default)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await _client.PostAsync($"api/blobs/{digest}", content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <inheritdoc />
    public async Task<bool> IsBlobExistsAsync(string digest, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"api/blobs/{digest}");
        using var response = await _client.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode;
    }
}
