using System.Buffers;

namespace Orchestrator.Router.Classification.Ngram;

/// <summary>Asks the model and says in words what spoke for its answer.</summary>
internal static class NgramTier
{
    // Features that can be named and are noted while a text is read.
    private const int TraceLimit = 4_096;

    public static NgramVerdict Ask(NgramModel model, RequestReading reading)
    {
        Span<float> lanes = stackalloc float[NgramLanes.Count];
        Span<float> scales = stackalloc float[FeatureBlocks.Count];
        var traces = ArrayPool<FeatureTrace>.Shared.Rent(TraceLimit);
        try
        {
            var traced = model.Score(reading, lanes, traces.AsSpan(0, TraceLimit), scales);
            var tasks = lanes[..NgramLanes.Tasks];
            var (best, next) = FirstTwo(tasks);
            Softmax.Apply(tasks, model.Header.Temperature);
            var evidence = new NgramEvidence(model, scales, best, next);
            return new NgramVerdict(
                (TaskType)best,
                ToDoubles(tasks),
                Softmax.Sigmoid(lanes[NgramLanes.Difficulty]),
                Softmax.Sigmoid(lanes[NgramLanes.NeedsTools]),
                evidence.Name(reading.Prose.Text, traces.AsSpan(0, traced))
            );
        }
        finally
        {
            ArrayPool<FeatureTrace>.Shared.Return(traces);
        }
    }

    private static (int Best, int Next) FirstTwo(ReadOnlySpan<float> logits)
    {
        var (best, next) = logits[1] > logits[0] ? (1, 0) : (0, 1);
        for (var i = 2; i < logits.Length; i++)
        {
            if (logits[i] > logits[best])
            {
                (best, next) = (i, best);
            }
            else if (logits[i] > logits[next])
            {
                next = i;
            }
        }

        return (best, next);
    }

    private static double[] ToDoubles(ReadOnlySpan<float> numbers)
    {
        var doubles = new double[numbers.Length];
        for (var i = 0; i < doubles.Length; i++)
        {
            doubles[i] = numbers[i];
        }

        return doubles;
    }
}

/// <param name="Probabilities">Calibrated, in the order of <see cref="TaskType"/>.</param>
/// <param name="Evidence">The features that spoke loudest for the task, for people.</param>
internal sealed record NgramVerdict(
    TaskType Task,
    IReadOnlyList<double> Probabilities,
    double Difficulty,
    double NeedsTools,
    IReadOnlyList<string> Evidence
);
