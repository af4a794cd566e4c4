using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace OllamaSharp;

/// <summary>Talks to one Ollama server.</summary>
public partial class OllamaApiClient : IOllamaApiClient, IChatClient, IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly HttpClient _client;
    private readonly bool _ownsClient;

    public OllamaApiClient(string uriString, string defaultModel = "")
        : this(new Uri(uriString), defaultModel) { }

    public OllamaApiClient(Uri uri, string defaultModel = "")
        : this(new Configuration { Uri = uri, Model = defaultModel }) { }

    public OllamaApiClient(Configuration config)
        : this(
            new HttpClient { BaseAddress = config.Uri },
            config.Model,
            config.JsonSerializerContext,
            ownsClient: true
        ) { }

    /// <param name="client">
    /// Stays the caller's. Its BaseAddress is required; one with a path needs a trailing slash, because the requests
    /// go to relative addresses.
    /// </param>
    /// <param name="defaultModel">The first <see cref="SelectedModel"/>.</param>
    /// <param name="jsonSerializerContext">Generated metadata, for programs without reflection.</param>
    public OllamaApiClient(
        HttpClient client,
        string defaultModel = "",
        JsonSerializerContext? jsonSerializerContext = null
    )
        : this(client, defaultModel, jsonSerializerContext, ownsClient: false) { }

    private OllamaApiClient(HttpClient client, string model, JsonSerializerContext? context, bool ownsClient)
    {
        ArgumentNullException.ThrowIfNull(client);
        var address = client.BaseAddress ?? throw new InvalidOperationException("HttpClient base address is not set!");
        _client = client;
        _ownsClient = ownsClient;
        SelectedModel = model;
        Config = new Configuration
        {
            Uri = address,
            Model = model,
            JsonSerializerContext = context,
        };
        OutgoingJsonSerializerOptions = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        IncomingJsonSerializerOptions = new JsonSerializerOptions();
        if (context is not null)
        {
            OutgoingJsonSerializerOptions.TypeInfoResolver = context;
            IncomingJsonSerializerOptions.TypeInfoResolver = context;
        }
    }

    /// <summary>Headers of every request.</summary>
    public Dictionary<string, string> DefaultRequestHeaders { get; } = [];

    public Configuration Config { get; }

    public JsonSerializerOptions OutgoingJsonSerializerOptions { get; }

    public JsonSerializerOptions IncomingJsonSerializerOptions { get; }

    /// <inheritdoc />
    public Uri Uri => _client.BaseAddress!;

    /// <inheritdoc />
    public string SelectedModel { get; set; }

    /// <summary>Disposes the HttpClient when this object made it.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (_ownsClient)
        {
            _client.Dispose();
        }
    }

    /// <summary>Where the server is and which model is asked by default.</summary>
    public class Configuration
    {
        public Uri Uri { get; set; } = null!;

        public string Model { get; set; } = null!;

        public JsonSerializerContext? JsonSerializerContext { get; set; }
    }
}
