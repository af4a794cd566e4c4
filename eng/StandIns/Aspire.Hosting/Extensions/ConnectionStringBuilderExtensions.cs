using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ConnectionStringBuilderExtensions
{
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        string name,
        ReferenceExpression connectionStringExpression
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
        ResourceBuilderExtensions.RelateTo(resource, connectionStringExpression);
        return resource;
    }

    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        string name,
        Action<ReferenceExpressionBuilder> connectionStringBuilder
    )
    {
        ArgumentNullException.ThrowIfNull(connectionStringBuilder);
        var expression = new ReferenceExpressionBuilder();
        connectionStringBuilder(expression);
        return builder.AddConnectionString(name, expression.Build());
    }
}
