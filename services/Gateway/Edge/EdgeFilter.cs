namespace Orchestrator.Gateway.Edge;

/// <summary>Puts the edge before everything else, routing and the refusal of a stopping process included.</summary>
internal sealed class EdgeFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.UseMiddleware<GatewayEdge>();
            next(app);
        };
}
