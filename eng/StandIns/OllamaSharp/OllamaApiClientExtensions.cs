using System.Security.Cryptography;
using OllamaSharp.Models;

namespace OllamaSharp;

/// <summary>Shorter forms of the requests.</summary>
public static class OllamaApiClientExtensions
{
    public static Task CopyModelAsync(
        this IOllamaApiClient client,
        string source,
        string destination,
        CancellationToken cancellationToken = default
    ) => client.CopyModelAsync(new CopyModelRequest { Source = source, Destination = destination }, cancellationToken);

    public static Task DeleteModelAsync(
        this IOllamaApiClient client,
        string model,
        CancellationToken cancellationToken = default
    ) => client.DeleteModelAsync(new DeleteModelRequest { Model = model }, cancellationToken);

    public static IAsyncEnumerable<PullModelResponse?> PullModelAsync(
        this IOllamaApiClient client,
        string model,
        CancellationToken cancellationToken = default
    ) => client.PullModelAsync(new PullModelRequest { Model = model }, cancellationToken);

    public static IAsyncEnumerable<PushModelResponse?> PushModelAsync(
        this IOllamaApiClient client,
        string name,
        CancellationToken cancellationToken = default
    ) => client.PushModelAsync(new PushModelRequest { Model = name }, cancellationToken);

    public static Task<EmbedResponse> EmbedAsync(
        this IOllamaApiClient client,
        string input,
        CancellationToken cancellationToken = default
    ) => client.EmbedAsync(new EmbedRequest { Model = client.SelectedModel, Input = [input] }, cancellationToken);

    public static IAsyncEnumerable<GenerateResponseStream?> GenerateAsync(
        this IOllamaApiClient client,
        string prompt,
        ConversationContext? context = null,
        CancellationToken cancellationToken = default
    )
    {
        var request = new GenerateRequest
        {
            Model = client.SelectedModel,
            Prompt = prompt,
            Context = context?.Context,
        };
        return client.GenerateAsync(request, cancellationToken);
    }

    /// <summary>
    /// Unloads <see cref="IOllamaApiClient.SelectedModel"/>. The argument is ignored: the package does the same.
    /// </summary>
    public static async Task RequestModelUnloadAsync(
        this IOllamaApiClient client,
        string model,
        CancellationToken cancellationToken = default
    )
    {
        var request = new GenerateRequest
        {
            Model = client.SelectedModel,
            Prompt = string.Empty,
            Stream = false,
            KeepAlive = "0s",
        };
        await client.GenerateAsync(request, cancellationToken).StreamToEndAsync();
    }

    public static Task<ShowModelResponse> ShowModelAsync(
        this IOllamaApiClient client,
        string model,
        CancellationToken cancellationToken = default
    ) => client.ShowModelAsync(new ShowModelRequest { Model = model }, cancellationToken);

    public static Task PushBlobAsync(
        this IOllamaApiClient client,
        byte[] bytes,
        CancellationToken cancellationToken = default
    ) => client.PushBlobAsync($"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}", bytes, cancellationToken);
}
