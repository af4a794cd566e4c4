using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Orchestrator.Router.Classification.Ngram;

/// <summary>
/// The weights as a file, little-endian: magic, format, version of the features, bits of the hash, lanes, blocks; floats
/// of the header; then each row that is not empty as its distance to the row before (variable length), a mask of its
/// lanes and their bytes; at the end the SHA-256 of all before. The same model always gives the same bytes.
/// </summary>
internal static class NgramFile
{
    /// <summary>A file above this is not read, and the trainer does not write it.</summary>
    public const int MaxBytes = 5_000_000;

    private const int Format = 1;

    private static ReadOnlySpan<byte> Magic => "ORCHNGRM"u8;

    public static byte[] Write(NgramModel model)
    {
        using var output = new MemoryStream();
        using var writer = new BinaryWriter(output);
        writer.Write(Magic);
        writer.Write([Format, FeatureExtractor.Version, FeatureHash.Bits, NgramLanes.Count, FeatureBlocks.Count]);
        foreach (var number in Floats(model.Header))
        {
            writer.Write(number);
        }

        WriteRows(writer, model.Weights);
        writer.Flush();
        writer.Write(SHA256.HashData(output.ToArray()));
        writer.Flush();
        return output.ToArray();
    }

    /// <exception cref="InvalidDataException">It is damaged, too large, or of another version. The message says which.</exception>
    public static NgramModel Read(ReadOnlySpan<byte> file)
    {
        var content = Checked(file);
        ReadOnlySpan<byte> wanted =
        [
            Format,
            FeatureExtractor.Version,
            FeatureHash.Bits,
            NgramLanes.Count,
            FeatureBlocks.Count,
        ];
        if (!content.Slice(Magic.Length, wanted.Length).SequenceEqual(wanted))
        {
            throw new InvalidDataException("The weights are of another version: train them again.");
        }

        var reader = new NgramFileReader(content[(Magic.Length + wanted.Length)..]);
        var header = new NgramHeader(
            reader.Floats(FeatureBlocks.Count),
            reader.Floats(NgramLanes.Count),
            reader.Floats(NgramLanes.Count),
            reader.Floats(1)[0]
        );
        return new NgramModel(header, reader.Rows());
    }

    /// <returns>What comes before the checksum, if that is right.</returns>
    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> file)
    {
        if (file.Length is > MaxBytes or < 64 || !file.StartsWith(Magic))
        {
            throw new InvalidDataException("No file of weights.");
        }

        var content = file[..^SHA256.HashSizeInBytes];
        return SHA256.HashData(content).AsSpan().SequenceEqual(file[content.Length..])
            ? content
            : throw new InvalidDataException("The weights are damaged: their checksum is wrong.");
    }

    private static IEnumerable<float> Floats(NgramHeader header) =>
        [.. header.BlockWeights, .. header.LaneScales, .. header.Bias, header.Temperature];

    private static void WriteRows(BinaryWriter writer, ReadOnlySpan<sbyte> weights)
    {
        var before = -1;
        for (var bucket = 0; bucket < FeatureHash.Buckets; bucket++)
        {
            var row = weights.Slice(bucket * NgramLanes.Count, NgramLanes.Count);
            if (!row.ContainsAnyExcept((sbyte)0))
            {
                continue;
            }

            writer.Write7BitEncodedInt(bucket - before);
            before = bucket;
            ushort mask = 0;
            for (var lane = 0; lane < row.Length; lane++)
            {
                mask |= (ushort)(row[lane] != 0 ? 1 << lane : 0);
            }

            writer.Write(mask);
            foreach (var weight in row)
            {
                if (weight != 0)
                {
                    writer.Write(weight);
                }
            }
        }

        writer.Write7BitEncodedInt(0);
    }
}

/// <summary>Reads what <see cref="NgramFile"/> has checked; what it finds missing is damage all the same.</summary>
internal ref struct NgramFileReader(ReadOnlySpan<byte> content)
{
    private const int VarintBytes = 5;
    private ReadOnlySpan<byte> _rest = content;

    public float[] Floats(int count)
    {
        var numbers = new float[count];
        var bytes = Take(count * sizeof(float));
        for (var i = 0; i < count; i++)
        {
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
            if (!float.IsFinite(numbers[i]))
            {
                throw new InvalidDataException("The weights are damaged: a number is none.");
            }
        }

        return numbers;
    }

    public sbyte[] Rows()
    {
        var weights = new sbyte[FeatureHash.Buckets * NgramLanes.Count];
        var bucket = -1;
        for (var distance = Varint(); distance != 0; distance = Varint())
        {
            bucket = distance > 0 && distance < FeatureHash.Buckets - bucket ? bucket + distance : throw Damaged();
            var mask = BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));
            var bytes = Take(BitOperations.PopCount(mask));
            for (var (lane, i) = (0, 0); lane < NgramLanes.Count; lane++)
            {
                if ((mask & (1 << lane)) != 0)
                {
                    weights[(bucket * NgramLanes.Count) + lane] = (sbyte)bytes[i++];
                }
            }
        }

        return _rest.IsEmpty ? weights : throw Damaged();
    }

    private int Varint()
    {
        var value = 0;
        for (var i = 0; i < VarintBytes; i++)
        {
            var part = Take(1)[0];
            value |= (part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw Damaged();
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static InvalidDataException Damaged() => new("The weights are damaged: a row is not where it should be.");
}
