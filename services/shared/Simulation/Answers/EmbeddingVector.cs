using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Answers;

/// <summary>
/// A deterministic unit vector: the sum of one pseudo-random direction per word. Texts that share words are near each
/// other; nothing else about them is meaningful.
/// </summary>
public static class EmbeddingVector
{
    private const int WordsMax = 8192;

    /// <param name="dimensions">Null, or fewer than the model has: the first ones, normalised again.</param>
    public static float[] Of(string model, int length, string text, int? dimensions)
    {
        var sum = new double[length];
        foreach (var word in Words(text))
        {
            var random = new SimulationRandom(SimulationRandom.Hash(0, [model, word]));
            for (var index = 0; index < length; index++)
            {
                sum[index] += random.Unit() - 0.5;
            }
        }

        return Normalised(sum.AsSpan(0, Math.Clamp(dimensions ?? length, 1, length)));
    }

    // Even an empty text has a direction, as the begin-of-text token has one.
    private static IEnumerable<string> Words(string text) =>
        text.ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Take(WordsMax)
            .Append("<text>");

    private static float[] Normalised(ReadOnlySpan<double> vector)
    {
        var squares = 0.0;
        foreach (var value in vector)
        {
            squares += value * value;
        }

        var length = Math.Sqrt(squares);
        var unit = new float[vector.Length];
        for (var index = 0; index < unit.Length; index++)
        {
            unit[index] = length == 0 ? 0 : (float)(vector[index] / length);
        }

        return unit;
    }
}
