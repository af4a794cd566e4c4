using Microsoft.Extensions.Options;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>Remembers which blobs were uploaded, and how large they were; nobody ever reads their bytes.</summary>
internal sealed class BlobStore(IOptions<SimulatedOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _bytes = new(StringComparer.Ordinal);
    private long _total;

    /// <param name="digest"><c>sha256:</c> and 64 hex digits, lower case.</param>
    public bool Has(string digest)
    {
        lock (_gate)
        {
            return _bytes.ContainsKey(digest);
        }
    }

    /// <returns>False when the store is full.</returns>
    public bool Add(string digest, long bytes)
    {
        lock (_gate)
        {
            if (_bytes.ContainsKey(digest))
            {
                return true;
            }

            if (_total + bytes > options.Value.BlobBytesMax || _bytes.Count >= options.Value.BlobsMax)
            {
                return false;
            }

            _bytes.Add(digest, bytes);
            _total += bytes;
            return true;
        }
    }
}
