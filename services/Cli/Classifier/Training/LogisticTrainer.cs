using System.Runtime.Intrinsics;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Cli.Classifier.Training;

/// <summary>
/// Multinomial logistic regression by AdaGrad (Duchi et al. 2011), one text at a time in a seeded order: the same texts
/// give the same bytes. The heads of difficulty and tools are logistic regressions beside it.
/// </summary>
internal sealed class LogisticTrainer(TrainingSettings settings, FloatWeights weights)
{
    private const float Tiny = 1e-6f;
    private readonly float[] _squares = new float[weights.RowCount];

    public static FloatWeights Train(
        IReadOnlyList<TrainingItem> items,
        TrainingSettings settings,
        CancellationToken cancellationToken
    )
    {
        var weights = FloatWeights.For(items, settings.GroupsMin);
        var rows = items.Select(item => weights.RowsOf(item.Features)).ToList();
        var trainer = new LogisticTrainer(settings, weights);
        var order = Enumerable.Range(0, items.Count).ToArray();
        var random = new StableRandom(settings.Seed);
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            random.Shuffle(order);
            foreach (var i in order)
            {
                trainer.Learn(items[i], rows[i]);
            }
        }

        return weights;
    }

    private void Learn(TrainingItem item, SparseRows rows)
    {
        Span<float> lanes = stackalloc float[NgramLanes.Count];
        weights.Score(rows, lanes);
        var squares = Gradient(item, lanes);
        if (squares < Tiny * Tiny)
        {
            return;
        }

        var low = Vector256.Create<float>(lanes);
        var high = Vector256.Create<float>(lanes[Vector256<float>.Count..]);
        for (var i = 0; i < rows.Rows.Length; i++)
        {
            Step(rows.Rows[i], rows.Values[i], squares, low, high);
        }
    }

    private void Step(int row, float value, float squares, Vector256<float> low, Vector256<float> high)
    {
        _squares[row] += value * value * squares;
        var rate = settings.Rate / (MathF.Sqrt(_squares[row]) + Tiny);
        var keep = 1 - (settings.Decay * settings.Rate);
        ref var place = ref weights.At(row);
        var step = rate * value;
        ((Vector256.LoadUnsafe(ref place) * keep) - (low * step)).StoreUnsafe(ref place);
        ref var upper = ref System.Runtime.CompilerServices.Unsafe.Add(ref place, Vector256<float>.Count);
        ((Vector256.LoadUnsafe(ref upper) * keep) - (high * step)).StoreUnsafe(ref upper);
    }

    // From logits to what each lane is wrong by.
    private static float Gradient(TrainingItem item, Span<float> lanes)
    {
        Softmax.Apply(lanes[..NgramLanes.Tasks], temperature: 1);
        lanes[item.Task] -= 1;
        lanes[NgramLanes.Difficulty] = Miss(lanes[NgramLanes.Difficulty], item.Difficulty);
        lanes[NgramLanes.NeedsTools] = Miss(lanes[NgramLanes.NeedsTools], item.NeedsTools);
        lanes[NgramLanes.Used..].Clear();
        float squares = 0;
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] *= item.Weight;
            squares += lanes[i] * lanes[i];
        }

        return squares;
    }

    private static float Miss(float logit, float wanted) => wanted < 0 ? 0 : Softmax.Sigmoid(logit) - wanted;
}
