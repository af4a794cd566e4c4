using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Learning.Feedback;
using Orchestrator.Learning.Grpc;
using Orchestrator.Learning.Outcomes;
using Orchestrator.Learning.Retention;
using Orchestrator.Learning.Storage;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Learning;

/// <summary>Learning: keeps what became of each attempt and what people said of it.</summary>
public static class LearningModule
{
    public static IHostApplicationBuilder AddLearning(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<LearningOptions>()
            .BindConfiguration(LearningOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.AddServiceDatabase<LearningDbContext>(LearningDbContext.Schema);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<OutcomeStore>();
        builder.Services.AddSingleton<FeedbackStore>();
        builder.Services.AddSingleton<SummaryStore>();
        builder
            .Services.AddSingleton<RetentionStore>()
            .AddSingleton<RetentionRounds>()
            .AddHostedService<RetentionLoop>();
        builder.AddBusConsumer<OutcomesRecordedConsumer>("learning-outcomes");
        builder.AddBusConsumer<StoreFeedbackConsumer>("learning-feedback");
        return builder;
    }

    public static WebApplication MapLearning(this WebApplication app)
    {
        app.MapGrpcService<LearningGrpcService>();
        return app;
    }
}
