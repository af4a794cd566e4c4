using System.Diagnostics;
using System.Globalization;
using System.Text;
using Orchestrator.Benchmarks.Figures;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Benchmarks.Classification;

/// <summary>What it costs to say what a request is about, in this process and on one thread, by length and language.</summary>
internal static class ClassificationBenchmark
{
    public const string Usage = "classification [seconds per line] (4)";

    private const int CharLimit = 4_000;
    private const double NanosecondsPerMicrosecond = 1_000;
    private const double HalfOfAll = 0.5;
    private const double NearlyAll = 0.99;
    private static readonly int[] _lengths = [50, 500, 4_000];

    private static readonly (string Name, string Text)[] _texts =
    [
        (
            "en",
            "Could you help me with something? Our team meets every Tuesday in the small room near the stairs, and lately "
                + "nobody remembers what was decided. Write a short message to everybody that explains why we should keep "
                + "notes from now on, who will write them, and where they can be found. It should sound friendly, not like "
                + "an order, and it must mention that the first notes are due next week. "
        ),
        (
            "ko",
            "다음 주에 팀원들과 함께 바닷가 마을로 이틀 동안 여행을 가려고 하는데 아직 아무것도 정하지 못했어요. 첫날 점심에 도착해서 "
                + "둘째 날 저녁에 돌아올 예정이고, 모두 여섯 명이며 그중 한 명은 해산물을 먹지 못합니다. 숙소에서 걸어갈 수 있는 식당과 "
                + "비가 올 때 갈 만한 곳까지 넣어서 시간대별로 계획을 짜 주세요. 예산은 한 사람에 이십만 원입니다. "
        ),
        (
            "mixed",
            "React에서 useEffect hook이 왜 두 번 실행되는지 설명해 줘. StrictMode를 끄면 괜찮은데 production build에서는 어떻게 되는지 "
                + "궁금하고, cleanup function을 어디에 써야 하는지도 example code와 함께 보여주면 좋겠어. "
        ),
    ];

    public static string Run(TimeSpan perLine)
    {
        var output = new StringBuilder();
        output.Append("| text | characters | p50 µs | p99 µs | bytes | of these n-grams: p50 µs | bytes |\n");
        output.Append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var (name, text) in _texts)
        {
            foreach (var length in _lengths)
            {
                output.Append(Line(name, Cut(text, length), perLine));
            }
        }

        return output.ToString();
    }

    private static string Line(string name, string text, TimeSpan limit)
    {
        var request = new ClassificationRequest([new ConversationTurn("user", text)]);
        var reading = TaskClassifier.Read(request, CharLimit);
        var whole = Measure(() => TaskClassifier.Classify(request, CharLimit).Probability, limit);
        var ngrams = Measure(() => NgramTier.Ask(ShippedWeights.Model, reading).Difficulty, limit);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {text.Length} | {whole.P50:F1} | {whole.P99:F1} | {whole.Bytes:F0} | {ngrams.P50:F1} | {ngrams.Bytes:F0} |\n"
        );
    }

    /// <summary>Half of the time to warm up, half of it measured.</summary>
    private static (double P50, double P99, double Bytes) Measure(Func<double> work, TimeSpan limit)
    {
        Repeat(work, limit / 2);
        var (nanoseconds, bytes) = Repeat(work, limit / 2);
        nanoseconds.Sort();
        return (
            Percentiles.Of(nanoseconds, HalfOfAll) / NanosecondsPerMicrosecond,
            Percentiles.Of(nanoseconds, NearlyAll) / NanosecondsPerMicrosecond,
            bytes / nanoseconds.Count
        );
    }

    private static (List<double> Nanoseconds, double Bytes) Repeat(Func<double> work, TimeSpan limit)
    {
        var nanoseconds = new List<double>(1024 * 1024);
        long bytes = 0;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < limit)
        {
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var before = Stopwatch.GetTimestamp();
            work();
            var elapsed = Stopwatch.GetElapsedTime(before);
            bytes += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
            nanoseconds.Add(elapsed.TotalNanoseconds);
        }

        return (nanoseconds, bytes);
    }

    private static string Cut(string text, int length)
    {
        var output = new StringBuilder();
        while (output.Length < length)
        {
            output.Append(text);
        }

        return output.ToString(0, length);
    }
}
