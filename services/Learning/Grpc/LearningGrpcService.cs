using Grpc.Core;
using Orchestrator.Contracts.Learning.V1;
using Orchestrator.Learning.Storage;
using LearningService = Orchestrator.Contracts.Learning.V1.Learning;

namespace Orchestrator.Learning.Grpc;

internal sealed class LearningGrpcService(SummaryStore summaries) : LearningService.LearningBase
{
    public override async Task<SummarizeResponse> Summarize(SummarizeRequest request, ServerCallContext context)
    {
        var summary = await summaries.ReadAsync(Since(request), context.CancellationToken);
        return ToMessage(summary);
    }

    private static DateTimeOffset Since(SummarizeRequest request)
    {
        try
        {
            return request.Since?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch;
        }
        // Protobuf carries seconds that are no date.
        catch (InvalidOperationException)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "since is no valid time."));
        }
    }

    private static SummarizeResponse ToMessage(LearningSummary summary)
    {
        var message = new SummarizeResponse
        {
            Outcomes = (ulong)summary.Models.Sum(model => model.Completed + model.Failed),
            Feedback = (ulong)summary.FeedbackCount,
        };
        var scores = summary.Scores.ToDictionary(score => (score.Task, score.Model), score => score.MeanScore);
        foreach (
            var model in summary
                .Models.OrderBy(model => model.Task, StringComparer.Ordinal)
                .ThenBy(model => model.Model, StringComparer.Ordinal)
        )
        {
            var row = new ModelSummary
            {
                Task = model.Task,
                Model = model.Model,
                Completed = (ulong)model.Completed,
                Failed = (ulong)model.Failed,
            };
            if (scores.TryGetValue((model.Task, model.Model), out var meanScore))
            {
                row.MeanScore = meanScore;
            }

            message.Models.Add(row);
        }

        return message;
    }
}
