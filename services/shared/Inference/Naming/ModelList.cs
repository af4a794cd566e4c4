namespace Orchestrator.Inference.Naming;

/// <summary>The models of one endpoint, asked for when they are needed and no more often than its limit says.</summary>
/// <param name="ask">The endpoint's own list.</param>
/// <param name="configured">Models to offer whatever the endpoint lists; empty for what it lists.</param>
/// <param name="age">How long a list is good.</param>
/// <param name="clock">Measures it.</param>
internal sealed class ModelList(
    Func<CancellationToken, Task<IReadOnlyList<ListedModel>>> ask,
    IReadOnlyList<string> configured,
    TimeSpan age,
    TimeProvider clock
) : IDisposable
{
    private readonly SemaphoreSlim _oneAsks = new(1, 1);
    private readonly NativeNames _configured = Checked(configured);

    private Listing? _listing;

    public async Task<IReadOnlyList<KeyValuePair<ModelId, ListedModel>>> GetAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } fresh)
        {
            return fresh.Models;
        }

        await _oneAsks.WaitAsync(cancellationToken);
        try
        {
            // Who waited has the list of the one who asked.
            return (Fresh() ?? await AskAsync(cancellationToken)).Models;
        }
        finally
        {
            _oneAsks.Release();
        }
    }

    public void Dispose() => _oneAsks.Dispose();

    /// <exception cref="InferenceException">The endpoint has no such model, or two.</exception>
    public async Task<KeyValuePair<ModelId, ListedModel>> FindAsync(ModelId id, CancellationToken cancellationToken)
    {
        var models = await GetAsync(cancellationToken);
        var found = models.FirstOrDefault(model => model.Key == id);
        return found.Value is null ? throw Volatile.Read(ref _listing)!.Names.Missing(id) : found;
    }

    /// <summary>The name to send. Asks the endpoint only when the list that we have does not know the model.</summary>
    /// <exception cref="InferenceException">The endpoint has no such model, or two.</exception>
    public async ValueTask<string> NativeAsync(ModelId id, CancellationToken cancellationToken)
    {
        if (configured.Count > 0)
        {
            return _configured.Find(id);
        }

        if (Volatile.Read(ref _listing)?.Names.TryFind(id) is { } known)
        {
            return known;
        }

        await GetAsync(cancellationToken);
        return Volatile.Read(ref _listing)!.Names.Find(id);
    }

    private Listing? Fresh() =>
        Volatile.Read(ref _listing) is { } listing && clock.GetElapsedTime(listing.At) < age ? listing : null;

    private async Task<Listing> AskAsync(CancellationToken cancellationToken)
    {
        var listed = await AskOrNoneAsync(cancellationToken);
        var byName = listed.DistinctBy(model => model.Native).ToDictionary(m => m.Native, StringComparer.Ordinal);
        var names = configured.Count > 0 ? _configured : new NativeNames(listed.Select(model => model.Native));
        var models = names.All.Select(name =>
            KeyValuePair.Create(name.Key, byName.GetValueOrDefault(name.Value) ?? new ListedModel(name.Value))
        );
        var listing = new Listing(names, [.. models], clock.GetTimestamp());
        Volatile.Write(ref _listing, listing);
        return listing;
    }

    /// <summary>Who has told us the models does not need the endpoint to list any.</summary>
    private async Task<IReadOnlyList<ListedModel>> AskOrNoneAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken);
        }
        catch (InferenceException exception)
            when (configured.Count > 0 && exception.Error.HttpStatus is 400 or 404 or 405 or 501)
        {
            return [];
        }
    }

    private static NativeNames Checked(IReadOnlyList<string> configured)
    {
        var names = new NativeNames(configured);
        var unusable = configured.FirstOrDefault(native => NativeName.ToId(native) is null);
        if (unusable is not null)
        {
            throw new ArgumentException($"'{unusable}' cannot be the name of a model.", nameof(configured));
        }

        return names.Collisions.FirstOrDefault() is { } collision
            ? throw new ArgumentException(collision, nameof(configured))
            : names;
    }

    private sealed record Listing(NativeNames Names, IReadOnlyList<KeyValuePair<ModelId, ListedModel>> Models, long At);
}
