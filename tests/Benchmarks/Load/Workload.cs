using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Orchestrator.Benchmarks.Load;

/// <summary>What is asked: the same bytes of every target, so that "auto" is decided where somebody decides.</summary>
/// <param name="IsStreamed">Piece by piece, or whole.</param>
/// <param name="Pieces">Pieces of text in each answer; the stub takes num_predict at its word.</param>
/// <param name="PieceInterval">How long the stub waits before each piece of a streamed answer: it takes the seed for that.</param>
internal sealed record Workload(bool IsStreamed, int Pieces, TimeSpan PieceInterval)
{
    private static readonly string[] _prompts =
    [
        "Write a C# function that merges two sorted lists, and explain its complexity in one sentence.",
        "이 문장을 영어로 번역해 주세요: 오늘 회의는 오후 세 시로 미뤄졌습니다.",
        "Summarize the following in three bullet points: the harbour was closed for a week because of the storm.",
        "17 곱하기 23은 얼마인지 풀이 과정과 함께 알려줘.",
        "Why is the sky blue in the day and red in the evening?",
        "파이썬에서 리스트 컴프리헨션과 제너레이터의 차이를 예제로 설명해 줘.",
        "Plan a two day trip to Gyeongju for a family with a small child.",
        "Write a short poem about a lighthouse keeper who is afraid of the dark.",
    ];

    /// <summary>Whole requests of this workload, one per prompt.</summary>
    public byte[][] Requests(string host) => [.. _prompts.Select(prompt => Request(host, prompt))];

    private byte[] Request(string host, string prompt)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                model = "auto",
                stream = IsStreamed,
                messages = new[] { new { role = "user", content = prompt } },
                options = new { num_predict = Pieces, seed = (long)PieceInterval.TotalMicroseconds },
            }
        );
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/chat HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"
        );
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
