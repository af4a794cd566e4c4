using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Persistence;

/// <summary>Brings what this or another profiler has changed in the database into this process.</summary>
internal sealed class StoreSync(RevisionStore revisions, IEnumerable<IRevisionReader> readers, StoreOutage outage)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);

    /// <returns>False when the database is away; it is asked again the next time.</returns>
    public async Task<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var current = await revisions.ReadAsync(cancellationToken);
            foreach (var reader in readers)
            {
                await ReadAsync(reader, current.GetValueOrDefault(reader.Name), cancellationToken);
            }

            outage.Worked();
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && StoreFault.IsAway(exception))
        {
            outage.Failed(exception);
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ReadAsync(IRevisionReader reader, long revision, CancellationToken cancellationToken)
    {
        // Several readers may follow one revision.
        var key = $"{reader.Name} {reader.GetType().FullName}";
        if (_seen.GetValueOrDefault(key) != revision)
        {
            await reader.ReadAsync(revision, cancellationToken);
            _seen[key] = revision;
        }
    }
}
