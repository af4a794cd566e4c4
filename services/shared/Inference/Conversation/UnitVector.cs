namespace Orchestrator.Inference.Conversation;

/// <summary>Vectors of length 1. Most servers send them so; whoever compares vectors must not have to know which do not.</summary>
internal static class UnitVector
{
    private const double Tolerance = 0.001;

    /// <summary>The vector itself when it has that length already, or none at all.</summary>
    public static ReadOnlyMemory<float> Of(ReadOnlyMemory<float> vector)
    {
        var sum = 0.0;
        foreach (var number in vector.Span)
        {
            sum += (double)number * number;
        }

        var length = Math.Sqrt(sum);
        return length == 0 || !double.IsFinite(length) || Math.Abs(length - 1) < Tolerance
            ? vector
            : Scaled(vector.Span, 1 / length);
    }

    private static float[] Scaled(ReadOnlySpan<float> vector, double factor)
    {
        var scaled = new float[vector.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (float)(vector[i] * factor);
        }

        return scaled;
    }
}
