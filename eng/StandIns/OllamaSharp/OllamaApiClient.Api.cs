using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;
using OllamaSharp.Models.Exceptions;

namespace OllamaSharp;

/// <content>The methods of the HTTP API.</content>
public partial class OllamaApiClient
{
    /// <inheritdoc />
    public async IAsyncEnumerable<ChatResponseStream?> ChatAsync(
        ChatRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        request.Model = ModelOf(request.Model);
        await foreach (var line in StreamAsync("api/chat", request, cancellationToken))
        {
            var chunk = Read<ChatResponseStream>(line);
            yield return chunk?.Done == true ? Read<ChatDoneResponseStream>(line) : chunk;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<GenerateResponseStream?> GenerateAsync(
        GenerateRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        request.Model = ModelOf(request.Model);
        await foreach (var line in StreamAsync("api/generate", request, cancellationToken))
        {
            var chunk = Read<GenerateResponseStream>(line);
            yield return chunk?.Done == true ? Read<GenerateDoneResponseStream>(line) : chunk;
        }
    }

    /// <inheritdoc />
    public Task<EmbedResponse> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken = default)
    {
        request.Model = ModelOf(request.Model);
        return CallAsync<EmbedResponse>(HttpMethod.Post, "api/embed", request, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IEnumerable<Model>> ListLocalModelsAsync(CancellationToken cancellationToken = default)
    {
        var answer = await CallAsync<ListModelsResponse>(HttpMethod.Get, "api/tags", null, cancellationToken);
        return answer.Models;
    }

    /// <inheritdoc />
    public async Task<IEnumerable<RunningModel>> ListRunningModelsAsync(CancellationToken cancellationToken = default)
    {
        var answer = await CallAsync<ListRunningModelsResponse>(HttpMethod.Get, "api/ps", null, cancellationToken);
        return answer.RunningModels;
    }

    /// <inheritdoc />
    public Task<ShowModelResponse> ShowModelAsync(
        ShowModelRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<ShowModelResponse>(HttpMethod.Post, "api/show", request, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<PullModelResponse?> PullModelAsync(
        PullModelRequest request,
        CancellationToken cancellationToken = default
    ) => ProgressAsync<PullModelResponse>("api/pull", request, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<PushModelResponse?> PushModelAsync(
        PushModelRequest request,
        CancellationToken cancellationToken = default
    ) => ProgressAsync<PushModelResponse>("api/push", request, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<CreateModelResponse?> CreateModelAsync(
        CreateModelRequest request,
        CancellationToken cancellationToken = default
    ) => ProgressAsync<CreateModelResponse>("api/create", request, cancellationToken);

    /// <inheritdoc />
    public Task CopyModelAsync(CopyModelRequest request, CancellationToken cancellationToken = default) =>
        CommandAsync(HttpMethod.Post, "api/copy", request, cancellationToken);

    /// <inheritdoc />
    public Task DeleteModelAsync(DeleteModelRequest request, CancellationToken cancellationToken = default) =>
        CommandAsync(HttpMethod.Delete, "api/delete", request, cancellationToken);

    /// <inheritdoc />
    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken = default)
    {
        const HttpCompletionOption whole = HttpCompletionOption.ResponseContentRead;
        using var response = await SendAsync(HttpMethod.Get, "", null, whole, cancellationToken);
        return !string.IsNullOrWhiteSpace(await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <inheritdoc />
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken = default)
    {
        var answer = await CallAsync<VersionAnswer>(HttpMethod.Get, "api/version", null, cancellationToken);
        return answer.Version ?? string.Empty;
    }

    private string ModelOf(string? model) => string.IsNullOrEmpty(model) ? SelectedModel : model;

    private T? Read<T>(string line) => JsonSerializer.Deserialize<T>(line, IncomingJsonSerializerOptions);

    private async IAsyncEnumerable<T?> ProgressAsync<T>(
        string path,
        OllamaRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var line in StreamAsync(path, request, cancellationToken))
        {
            if (Read<ErrorResponse>(line)?.Message is { Length: > 0 } error)
            {
                throw new ResponseError(error);
            }

            yield return Read<T>(line);
        }
    }

    private async Task CommandAsync(HttpMethod method, string path, OllamaRequest body, CancellationToken token)
    {
        using var response = await SendAsync(method, path, body, HttpCompletionOption.ResponseContentRead, token);
    }

    private sealed record VersionAnswer([property: JsonPropertyName("version")] string? Version);
}
