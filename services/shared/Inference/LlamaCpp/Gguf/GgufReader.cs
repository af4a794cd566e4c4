namespace Orchestrator.Inference.LlamaCpp.Gguf;

/// <summary>
/// Reads the beginning of a GGUF file (versions 2 and 3, little-endian). The file is hostile until read: every length in it
/// is checked against a limit before anything is allocated or skipped.
/// </summary>
public static class GgufReader
{
    private const uint Magic = 0x46554747;
    private const int TensorDimensionsMax = 4;

    /// <param name="file">At its beginning; has to be able to seek.</param>
    /// <param name="limits">What is too much.</param>
    /// <exception cref="LlamaException">It is no GGUF file, is cut short, or is beyond a limit.</exception>
    public static GgufHeader Read(Stream file, GgufLimits limits)
    {
        var source = new GgufSource(file, limits);
        if (source.UInt32() != Magic)
        {
            throw GgufSource.Wrong("it does not begin with GGUF");
        }

        if (source.UInt32() is var version and not (2 or 3))
        {
            throw GgufSource.Wrong($"GGUF version {version} is not known");
        }

        var tensors = source.Count(limits.TensorsMax, "tensors");
        var entries = source.Count(limits.EntriesMax, "metadata entries");
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var entry = 0; entry < entries; entry++)
        {
            var key = source.Text();
            if (source.Value() is { } value)
            {
                values[key] = value;
            }
        }

        return new GgufHeader { Values = values, ParameterCount = Parameters(source, tensors) };
    }

    private static long Parameters(GgufSource source, int tensors)
    {
        var total = 0L;
        for (var tensor = 0; tensor < tensors; tensor++)
        {
            source.Text();
            total += Numbers(source);
            // Type and place of the numbers.
            source.UInt32();
            source.UInt64();
        }

        return total;
    }

    private static long Numbers(GgufSource source)
    {
        var dimensions = source.UInt32();
        if (dimensions is 0 or > TensorDimensionsMax)
        {
            throw GgufSource.Wrong("a tensor has an impossible shape");
        }

        var numbers = (UInt128)1;
        for (var dimension = 0; dimension < dimensions; dimension++)
        {
            numbers *= source.UInt64();
            if (numbers > 1L << 50)
            {
                throw GgufSource.Wrong("a tensor has an impossible shape");
            }
        }

        return (long)numbers;
    }
}
