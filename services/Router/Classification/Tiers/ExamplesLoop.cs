using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Classification.Tiers;

/// <summary>
/// Gets the vectors of the examples, once for each model, some at a time and where nobody else is at work. No request waits
/// for it.
/// </summary>
internal sealed partial class ExamplesLoop(
    FleetView fleet,
    WorkerCalls calls,
    ExampleShelf shelf,
    IOptions<TiersOptions> options,
    TimeProvider clock,
    ILogger<ExamplesLoop> logger
) : BackgroundService
{
    private readonly EmbeddingTierOptions _options = options.Value.Embedding;
    private readonly List<float[]> _vectors = [];
    private string _identity = "";
    private string _useless = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.Model.Length == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(_options.PrepareEvery, clock);
        do
        {
            await PrepareAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PrepareAsync(CancellationToken stoppingToken)
    {
        while (TierPlaces.EmbeddingModel(fleet.Current, _options.Model) is { } offer && IsMissing(offer))
        {
            if (TierPlaces.Free(offer, 0) is not { } place || !await GetSomeAsync(place, stoppingToken))
            {
                return;
            }
        }
    }

    // What was got of another model meanwhile is no use.
    private bool IsMissing(ModelOffer offer)
    {
        var identity = TierPlaces.IdentityOf(offer);
        if (identity != _identity)
        {
            _identity = identity;
            _vectors.Clear();
        }

        return identity != _useless && shelf.Find(identity) is null;
    }

    private async Task<bool> GetSomeAsync(ModelEntry place, CancellationToken stoppingToken)
    {
        var texts = TaskExamples.All.Skip(_vectors.Count).Take(_options.ExamplesPerCall).Select(item => item.Text);
        using var late = new CancellationTokenSource(_options.PrepareDeadline, clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stoppingToken);
        var (vectors, failure) = await calls.EmbedAsync(place, [.. texts], Priority.Batch, ends.Token);
        _vectors.AddRange(vectors);
        if (failure is { } reason)
        {
            LogNotPrepared(place.Model.Name, TierSkips.NameOf(reason));
            return false;
        }

        return _vectors.Count < TaskExamples.All.Count || Keep(place.Model.Name);
    }

    private bool Keep(string model)
    {
        var vectors = ExampleVectors.Of(_vectors);
        _vectors.Clear();
        if (vectors is null)
        {
            // It would say the same again, and its replica has better things to do.
            _useless = _identity;
            LogUseless(model);
            return false;
        }

        shelf.Keep(_identity, vectors);
        LogPrepared(model);
        return true;
    }

    [LoggerMessage(
        2040,
        LogLevel.Information,
        "The embedding tier can ask {Model}: it has the vectors of its examples."
    )]
    private partial void LogPrepared(string model);

    [LoggerMessage(2041, LogLevel.Debug, "No vectors of the examples from {Model} yet: {Reason}.")]
    private partial void LogNotPrepared(string model, string reason);

    [LoggerMessage(
        2042,
        LogLevel.Warning,
        "The vectors of {Model} do not tell the examples of the embedding tier apart; it stays silent."
    )]
    private partial void LogUseless(string model);
}
