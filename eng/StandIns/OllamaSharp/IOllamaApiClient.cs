using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace OllamaSharp;

/// <summary>The Ollama HTTP API as .NET methods.</summary>
public interface IOllamaApiClient
{
    /// <summary>The address of the Ollama server.</summary>
    Uri Uri { get; }

    /// <summary>The model that requests without a model of their own go to.</summary>
    string SelectedModel { get; set; }

    /// <summary>
    /// POST api/chat. An error inside the stream is not thrown: it is an item without message, and no item with
    /// <see cref="ChatResponseStream.Done"/> follows.
    /// </summary>
    IAsyncEnumerable<ChatResponseStream?> ChatAsync(ChatRequest request, CancellationToken cancellationToken = default);

    /// <summary>POST api/generate. Errors inside the stream: as for <see cref="ChatAsync"/>.</summary>
    IAsyncEnumerable<GenerateResponseStream?> GenerateAsync(
        GenerateRequest request,
        CancellationToken cancellationToken = default
    );

    Task<EmbedResponse> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken = default);

    Task<IEnumerable<Model>> ListLocalModelsAsync(CancellationToken cancellationToken = default);

    Task<IEnumerable<RunningModel>> ListRunningModelsAsync(CancellationToken cancellationToken = default);

    Task<ShowModelResponse> ShowModelAsync(ShowModelRequest request, CancellationToken cancellationToken = default);

    /// <exception cref="Models.Exceptions.ResponseError">The stream carries an error line.</exception>
    IAsyncEnumerable<PullModelResponse?> PullModelAsync(
        PullModelRequest request,
        CancellationToken cancellationToken = default
    );

    /// <exception cref="Models.Exceptions.ResponseError">The stream carries an error line.</exception>
    IAsyncEnumerable<PushModelResponse?> PushModelAsync(
        PushModelRequest request,
        CancellationToken cancellationToken = default
    );

    /// <exception cref="Models.Exceptions.ResponseError">The stream carries an error line.</exception>
    IAsyncEnumerable<CreateModelResponse?> CreateModelAsync(
        CreateModelRequest request,
        CancellationToken cancellationToken = default
    );

    Task CopyModelAsync(CopyModelRequest request, CancellationToken cancellationToken = default);

    Task DeleteModelAsync(DeleteModelRequest request, CancellationToken cancellationToken = default);

    Task<bool> IsRunningAsync(CancellationToken cancellationToken = default);

    Task<string> GetVersionAsync(CancellationToken cancellationToken = default);

    Task PushBlobAsync(string digest, byte[] bytes, CancellationToken cancellationToken = default);

    Task<bool> IsBlobExistsAsync(string digest, CancellationToken cancellationToken = default);
}
