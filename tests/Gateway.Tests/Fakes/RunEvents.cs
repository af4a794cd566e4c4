using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>What workers tell of runs.</summary>
internal static class RunEvents
{
    public static readonly DateTime At = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A whole run: two members, the pieces of the answer, the end.</summary>
    public static IEnumerable<RunEvent> Answered(string id, params string[] pieces) =>
        [
            Entry(id, 1, "ai_response", """{"step":"member-1"}"""),
            Entry(id, 2, "ai_response"),
            .. Pieces(id, pieces),
            Entry(id, 3, "completed"),
        ];

    public static RunEvent Entry(string id, ulong sequence, string name, string payload = "{}") =>
        new()
        {
            RunId = id,
            Sequence = sequence,
            At = Timestamp.FromDateTime(At.AddSeconds(sequence)),
            Name = name,
            PayloadJson = payload,
        };

    public static IEnumerable<RunEvent> Pieces(string id, params string[] pieces)
    {
        var offset = 0;
        foreach (var piece in pieces)
        {
            yield return Piece(id, piece, offset);
            offset += piece.Length;
        }
    }

    public static RunEvent Piece(string id, string content, int offset, ulong writing = 1, string thinking = "") =>
        new()
        {
            RunId = id,
            Answer = new AnswerPiece
            {
                Content = content,
                Thinking = thinking,
                Offset = (ulong)offset,
                Writing = writing,
                Model = offset == 0 ? "m:32b" : "",
                Replica = offset == 0 ? "gpu-2" : "",
                Simulated = offset == 0,
            },
        };

    public static RunView View(string id, string answer) =>
        new()
        {
            RunId = id,
            Strategy = "ensemble",
            State = "completed",
            CreatedAt = Timestamp.FromDateTime(At),
            FinishedAt = Timestamp.FromDateTime(At.AddSeconds(4)),
            Models = { "m:32b", "m:8b" },
            Steps =
            {
                Step("member-1", "m:32b"),
                Step("member-2", "m:8b", "connect_failed"),
                Step("synthesis", "m:32b"),
            },
            Answer = new RunAnswer
            {
                Content = answer,
                Model = "m:32b",
                Replica = "gpu-2",
                Simulated = true,
                Reason = "stop",
                PromptTokens = 70,
                OutputTokens = 30,
            },
            LastSequence = 3,
            Worker = "worker-1",
        };

    public static RunView Failed(string id, string cause, string message)
    {
        var view = View(id, "");
        view.Answer = null;
        (view.State, view.Cause, view.Message) = ("failed", cause, message);
        return view;
    }

    public static RunView Running(string id, ulong lastSequence)
    {
        var view = View(id, "");
        (view.State, view.Answer, view.FinishedAt, view.LastSequence) = ("running", null, null, lastSequence);
        return view;
    }

    public static RpcException HeldBy(Uri holder) =>
        new(
            new Status(StatusCode.FailedPrecondition, "not here"),
            new Metadata { { "orchestrator-run-holder", holder.ToString() } }
        );

    public static RpcException Error(StatusCode status) => new(new Status(status, "because of the fake"));

    private static StepView Step(string name, string model, string cause = "") =>
        new()
        {
            Step = name,
            State = cause.Length == 0 ? "completed" : "failed",
            Model = model,
            Replica = "gpu-1",
            Attempts = 1,
            PromptTokens = 10,
            OutputTokens = 5,
            StartedAt = Timestamp.FromDateTime(At),
            FinishedAt = Timestamp.FromDateTime(At.AddMilliseconds(1500)),
            Cause = cause,
        };
}
