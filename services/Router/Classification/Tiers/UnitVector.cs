namespace Orchestrator.Router.Classification.Tiers;

/// <summary>Directions: vectors of length 1.</summary>
internal static class UnitVector
{
    // Below, what is left is rounding and not a direction.
    private const double LeastLength = 1e-6;

    /// <param name="origin">What is subtracted first; empty for nothing.</param>
    /// <returns>Null for a vector without a direction, or with a number that is none.</returns>
    public static float[]? Of(ReadOnlySpan<float> vector, ReadOnlySpan<float> origin)
    {
        var unit = new float[vector.Length];
        double squares = 0;
        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = vector[i] - (origin.IsEmpty ? 0 : origin[i]);
            squares += (double)unit[i] * unit[i];
        }

        var length = Math.Sqrt(squares);
        if (!double.IsFinite(length) || length < LeastLength)
        {
            return null;
        }

        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = (float)(unit[i] / length);
        }

        return unit;
    }

    /// <summary>The cosine of the angle between two directions.</summary>
    public static double Cosine(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double sum = 0;
        for (var i = 0; i < first.Length; i++)
        {
            sum += (double)first[i] * second[i];
        }

        return sum;
    }

    /// <returns>The mean of vectors of one dimension.</returns>
    public static float[] Mean(IReadOnlyList<float[]> vectors)
    {
        var mean = new float[vectors[0].Length];
        foreach (var vector in vectors)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += vector[i] / vectors.Count;
            }
        }

        return mean;
    }
}
