using Microsoft.Extensions.Options;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>The downloads that are going on, each shared by all who ask for the model; an abandoned one is resumed.</summary>
internal sealed class Pulls(IOptions<SimulatedOptions> options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Pull> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _abandoned = new(StringComparer.Ordinal);

    /// <summary>Bytes of a download per second of real time.</summary>
    private double Speed => options.Value.DownloadBytesPerSecond * options.Value.SpeedFactor;

    /// <returns>Null when no further download may start.</returns>
    public Pull? Join(SimulatedModel model, long bytesThere)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(model.Name, out var running))
            {
                return _running[model.Name] = running with { Callers = running.Callers + 1 };
            }

            if (_running.Count >= options.Value.PullsMax)
            {
                return null;
            }

            _abandoned.Remove(model.Name, out var before);
            return _running[model.Name] = new Pull(model, clock.GetTimestamp(), Math.Max(before, bytesThere));
        }
    }

    public void Leave(string model)
    {
        lock (_gate)
        {
            var pull = _running[model];
            if (pull.Callers > 1)
            {
                _running[model] = pull with { Callers = pull.Callers - 1 };
                return;
            }

            _running.Remove(model);
            // Names come from the catalogue: there cannot be more of them than that has.
            if (BytesOf(pull) < pull.TotalBytes)
            {
                _abandoned[model] = BytesOf(pull);
            }
        }
    }

    public long BytesOf(Pull pull)
    {
        var seconds = clock.GetElapsedTime(pull.StartedAt).TotalSeconds;
        return (long)Math.Min(pull.TotalBytes, pull.BytesBefore + (seconds * Speed));
    }

    /// <summary>Until it is complete, if nobody stops it.</summary>
    public TimeSpan Left(Pull pull) => TimeSpan.FromSeconds((pull.TotalBytes - BytesOf(pull)) / Speed);
}
