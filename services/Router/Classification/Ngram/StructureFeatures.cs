using System.Numerics;

namespace Orchestrator.Router.Classification.Ngram;

/// <summary>Features of a request's shape, in steps: which script, how long, how many questions, marks of code and mathematics.</summary>
internal static class StructureFeatures
{
    // Letters up to which a text counts as a remark.
    private const int RemarkChars = 40;
    private const int Steps = 5;

    public static void Collect<TSink>(RequestReading reading, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        ReadOnlySpan<char> text = reading.Prose.Text;
        var counts = StructureCounts.Of(text);
        AddShape(text, counts, reading, ref sink);
        AddMarks(counts, ref sink);
        AddScripts(text, counts, ref sink);
    }

    private static void AddShape<TSink>(
        ReadOnlySpan<char> text,
        StructureCounts counts,
        RequestReading reading,
        ref TSink sink
    )
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var asks = text.TrimEnd(" \n\"')").EndsWith('?');
        Add(StructureKind.Bias, 1, ref sink);
        Add(StructureKind.Length, Step(text.Length), ref sink);
        Add(StructureKind.QuestionMarks, Math.Min(counts.Questions, 4), ref sink);
        Add(StructureKind.EndsWithQuestion, asks ? 1 : 0, ref sink);
        Add(StructureKind.Lines, Step(counts.Lines), ref sink);
        Add(StructureKind.LongestLine, Step(counts.LongestLine), ref sink);
        Add(StructureKind.Sentences, Math.Min(counts.Sentences, 6), ref sink);
        Add(StructureKind.Turns, Math.Min(reading.UserTurns, 3), ref sink);
        Add(StructureKind.SystemTurn, reading.HasSystem ? 1 : 0, ref sink);
        Add(StructureKind.Fence, reading.Prose.HasFence ? 1 : 0, ref sink);
        Add(StructureKind.Images, reading.HasImages ? 1 : 0, ref sink);
        Add(StructureKind.Json, reading.WantsJson ? 1 : 0, ref sink);
        if (text.Length <= RemarkChars)
        {
            Add(StructureKind.ShortAndAsks, (counts.Korean > 0 ? 2 : 0) + (asks ? 1 : 0), ref sink);
        }
    }

    private static void AddMarks<TSink>(StructureCounts counts, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        AddSome(StructureKind.Bullets, counts.Bullets, ref sink);
        AddSome(StructureKind.Digits, counts.Digits, ref sink);
        AddSome(StructureKind.Numbers, counts.Numbers, ref sink);
        AddSome(StructureKind.CodeMarks, counts.CodeMarks, ref sink);
        AddSome(StructureKind.MathMarks, counts.MathMarks, ref sink);
        AddSome(StructureKind.Quotes, counts.Quotes, ref sink);
        AddSome(StructureKind.Braces, counts.Braces, ref sink);
        AddSome(StructureKind.Pipes, counts.Pipes, ref sink);
        AddSome(StructureKind.Money, counts.Money, ref sink);
        AddSome(StructureKind.Backslashes, counts.Backslashes, ref sink);
        AddSome(StructureKind.ColonAtLineEnd, counts.ColonsAtLineEnd, ref sink);
    }

    private static void AddScripts<TSink>(ReadOnlySpan<char> text, StructureCounts counts, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var letters = Math.Max(1, counts.Korean + counts.Latin + counts.Other);
        Add(StructureKind.HangulShare, Share(counts.Korean, letters), ref sink);
        Add(StructureKind.LatinShare, Share(counts.Latin, letters), ref sink);
        Add(StructureKind.OtherShare, Share(counts.Other, letters), ref sink);
        Add(StructureKind.Links, text.Contains("http", StringComparison.Ordinal) ? 1 : 0, ref sink);
    }

    private static int Step(int count) => BitOperations.Log2((uint)count + 1);

    // None, a trace, some, most, all.
    private static int Share(int part, int all) => part == 0 ? 0 : 1 + Math.Min(3, part * (Steps - 1) / all);

    private static void AddSome<TSink>(StructureKind kind, int count, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct => Add(kind, Step(count), ref sink);

    private static void Add<TSink>(StructureKind kind, int value, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct =>
        sink.Add(
            FeatureBlock.Structure,
            FeatureHash.Mix(FeatureHash.Begin(FeatureBlock.Structure, (uint)kind), (uint)value),
            (int)kind,
            value
        );
}
