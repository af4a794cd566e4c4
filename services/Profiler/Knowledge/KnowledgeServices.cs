using Orchestrator.Profiler.Persistence;

namespace Orchestrator.Profiler.Knowledge;

internal static class KnowledgeServices
{
    /// <summary>Needs the capability table, the prices and the store.</summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services) =>
        services
            .AddSingleton<ScoreBook>()
            .AddSingleton<KnowledgeWriter>()
            .AddSingleton<IRevisionReader, ScoresReader>()
            .AddHostedService<KnowledgeLoop>();
}
