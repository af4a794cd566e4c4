using System.Text;

namespace Orchestrator.Testing.LlamaCpp;

/// <summary>Writes a GGUF file, version 3: metadata first, then the list of tensors, then their numbers.</summary>
internal sealed class GgufWriter
{
    private const uint UInt32Type = 4;
    private const uint Int32Type = 5;
    private const uint Float32Type = 6;
    private const uint BoolType = 7;
    private const uint TextType = 8;
    private const uint ArrayType = 9;
    private const int Alignment = 32;

    private readonly List<(string Key, Action<BinaryWriter> Write)> _entries = [];
    private readonly List<(string Name, int[] Shape, bool IsHalf, float[] Numbers)> _tensors = [];

    public void Add(string key, string value) => Add(key, TextType, writer => Text(writer, value));

    public void Add(string key, int value) => Add(key, UInt32Type, writer => writer.Write((uint)value));

    public void Add(string key, float value) => Add(key, Float32Type, writer => writer.Write(value));

    public void Add(string key, bool value) => Add(key, BoolType, writer => writer.Write(value));

    public void Add(string key, IReadOnlyCollection<string> values) =>
        AddArray(key, TextType, values, (writer, value) => Text(writer, value));

    public void Add(string key, IReadOnlyCollection<float> values) =>
        AddArray(key, Float32Type, values, (writer, value) => writer.Write(value));

    public void Add(string key, IReadOnlyCollection<int> values) =>
        AddArray(key, Int32Type, values, (writer, value) => writer.Write(value));

    /// <summary>Norms are whole floats, as llama.cpp expects them; matrices are half.</summary>
    /// <param name="name">As the architecture calls it.</param>
    /// <param name="numbers">Row by row.</param>
    /// <param name="shape">The length of a row first.</param>
    public void AddTensor(string name, float[] numbers, params int[] shape) =>
        _tensors.Add((name, shape, shape.Length > 1, numbers));

    public void Save(string path)
    {
        using var file = File.Create(path);
        using var writer = new BinaryWriter(file);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)_tensors.Count);
        writer.Write((ulong)_entries.Count);
        foreach (var (key, write) in _entries)
        {
            Text(writer, key);
            write(writer);
        }

        WriteTensorList(writer);
        foreach (var (_, _, isHalf, numbers) in _tensors)
        {
            Align(writer);
            foreach (var number in numbers)
            {
                Number(writer, number, isHalf);
            }
        }

        Align(writer);
    }

    private void WriteTensorList(BinaryWriter writer)
    {
        var offset = 0L;
        foreach (var (name, shape, isHalf, numbers) in _tensors)
        {
            Text(writer, name);
            writer.Write((uint)shape.Length);
            foreach (var length in shape)
            {
                writer.Write((ulong)length);
            }

            writer.Write(isHalf ? 1u : 0u);
            writer.Write((ulong)offset);
            offset = Aligned(offset + (numbers.Length * (isHalf ? 2L : 4L)));
        }
    }

    private void Add(string key, uint type, Action<BinaryWriter> write) =>
        _entries.Add(
            (
                key,
                writer =>
                {
                    writer.Write(type);
                    write(writer);
                }
            )
        );

    private void AddArray<T>(string key, uint type, IReadOnlyCollection<T> values, Action<BinaryWriter, T> write) =>
        Add(
            key,
            ArrayType,
            writer =>
            {
                writer.Write(type);
                writer.Write((ulong)values.Count);
                foreach (var value in values)
                {
                    write(writer, value);
                }
            }
        );

    private static void Text(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    private static void Number(BinaryWriter writer, float number, bool isHalf)
    {
        if (isHalf)
        {
            writer.Write((Half)number);
        }
        else
        {
            writer.Write(number);
        }
    }

    private static void Align(BinaryWriter writer)
    {
        writer.Flush();
        while (writer.BaseStream.Position % Alignment != 0)
        {
            writer.Write((byte)0);
        }
    }

    private static long Aligned(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
}
