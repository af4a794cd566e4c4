using Microsoft.Extensions.Options;

namespace Orchestrator.Profiler.Prices;

internal static class PricesServices
{
    public static IServiceCollection AddPrices(this IServiceCollection services)
    {
        services
            .AddOptions<PricesOptions>()
            .BindConfiguration(PricesOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<PricesOptions>, PricesOptionsCheck>();
        return services.AddSingleton(provider => new PriceRule(
            provider.GetRequiredService<IOptions<PricesOptions>>().Value
        ));
    }
}
