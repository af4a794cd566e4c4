using System.Runtime.CompilerServices;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>Downloads a model of the catalogue as slowly as its bytes would take.</summary>
internal sealed class PullSteps(ModelStore models, Pulls pulls, HostModels hostModels, TimeProvider clock)
{
    /// <summary>Between two lines about the same layer.</summary>
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    public async IAsyncEnumerable<Progress> RunAsync(
        string name,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        yield return Progress.Of("pulling manifest");
        if (ModelCatalogue.Find(name) is not { } model)
        {
            yield return new Progress.Failed(RegistryErrors.Unknown);
            yield break;
        }

        if (pulls.Join(model, BytesThere(model)) is not { } pull)
        {
            yield return new Progress.Failed(RegistryErrors.TooManyPulls);
            yield break;
        }

        try
        {
            await foreach (var progress in DownloadAsync(pull, cancellationToken))
            {
                yield return progress;
            }
        }
        finally
        {
            pulls.Leave(model.Name);
        }

        yield return Progress.Of("verifying sha256 digest");
        yield return Progress.Of("writing manifest");
        yield return Store(model) ? Progress.Of("success") : new Progress.Failed(RegistryErrors.Full);
    }

    private long BytesThere(SimulatedModel model) =>
        models.All.Values.Any(stored => stored.Model.Digest == model.Digest) ? long.MaxValue / 2 : 0;

    private async IAsyncEnumerable<Progress> DownloadAsync(
        Pull pull,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var weights = pull.Model.SizeBytes;
        for (long bytes; (bytes = pulls.BytesOf(pull)) < pull.TotalBytes; )
        {
            yield return Layer(pull.Model.Digest, weights, Math.Min(bytes, weights));
            var wait = pulls.Left(pull);
            await Task.Delay(wait < _interval ? RoundedUp(wait) : _interval, clock, cancellationToken);
        }

        yield return Layer(pull.Model.Digest, weights, weights);
        yield return Layer(DigestText.Of($"config:{pull.Model.Name}"), Pull.ConfigBytes, Pull.ConfigBytes);
    }

    // At least a millisecond: a timer of nothing would look again at the same moment.
    private static TimeSpan RoundedUp(TimeSpan wait) =>
        TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds)));

    private static Progress.At Layer(string digest, long total, long completed) =>
        new Progress.At(
            new ProgressLine($"pulling {digest[..12]}")
            {
                Digest = $"sha256:{digest}",
                Total = total,
                Completed = completed,
            }
        );

    private bool Store(SimulatedModel model) =>
        models.Put(new StoredModel(hostModels.OnThisHost(model), clock.GetUtcNow(), ModelText.None));
}
