using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Orchestrator.StandIns.Tests.Aspire.Servers;

/// <summary>What the model says before anything runs; no server is needed.</summary>
public sealed class ServerModelTests
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions { DisableDashboard = true }
    );

    [Fact]
    public async Task Referencing_processes_receive_the_properties_one_by_one()
    {
        var postgres = _builder.AddPostgres("pg", password: _builder.AddParameter("a", "p@ss"));
        var database = postgres.AddDatabase("db", "rows");
        var rabbit = _builder.AddRabbitMQ("bus", password: _builder.AddParameter("b", "p@ss"));
        var redis = _builder.AddRedis("cache", password: _builder.AddParameter("c", "p@ss"));
        Allocate(postgres.Resource, rabbit.Resource, redis.Resource);

        Assert.Equal(
            [
                "Host=localhost",
                "Port=1000",
                "Username=postgres",
                "Password=p@ss",
                "DatabaseName=rows",
                "Uri=postgresql://postgres:p%40ss@localhost:1000/rows",
                "JdbcConnectionString=jdbc:postgresql://localhost:1000/rows",
            ],
            await PropertiesAsync(database.Resource)
        );
        Assert.Equal(
            [
                "Host=localhost",
                "Port=1001",
                "Username=guest",
                "Password=p@ss",
                "Uri=amqp://guest:p%40ss@localhost:1001",
            ],
            await PropertiesAsync(rabbit.Resource)
        );
        Assert.Equal(
            ["Host=localhost", "Port=1002", "Password=p@ss", "Uri=redis://:p%40ss@localhost:1002"],
            await PropertiesAsync(redis.Resource)
        );
    }

    [Fact]
    public async Task A_databases_connection_string_is_the_servers_with_its_name()
    {
        var postgres = _builder.AddPostgres("pg", password: _builder.AddParameter("a", "secret"));
        var database = postgres.AddDatabase("db", "rows");
        Allocate(postgres.Resource);

        Assert.Equal(
            "Host=localhost;Port=1000;Username=postgres;Password=secret;Database=rows",
            await database.Resource.ConnectionStringExpression.GetValueAsync(CancellationToken.None)
        );
        Assert.Equal("rows", postgres.Resource.Databases["db"]);
        Assert.Same(postgres.Resource, database.Resource.Parent);
    }

    [Fact]
    public async Task Passwords_that_nobody_set_are_generated_and_stay_the_same_within_a_run()
    {
        ParameterResource[] passwords =
        [
            _builder.AddPostgres("pg").Resource.PasswordParameter,
            _builder.AddRabbitMQ("bus").Resource.PasswordParameter,
            _builder.AddRedis("cache").Resource.PasswordParameter!,
        ];

        var values = new List<string?>();
        foreach (var password in passwords)
        {
            Assert.True(password.Secret);
            values.Add(await password.GetValueAsync(CancellationToken.None));
            Assert.Equal(values[^1], await password.GetValueAsync(CancellationToken.None));
        }

        Assert.Equal(["pg-password", "bus-password", "cache-password"], passwords.Select(password => password.Name));
        Assert.Equal(3, values.Distinct().Count());
        Assert.All(values, value => Assert.Equal(22, value!.Length));
    }

    [Fact]
    public void A_name_is_given_once_in_an_application()
    {
        var postgres = _builder.AddPostgres("pg");
        postgres.AddDatabase("db");

        var error = Assert.Throws<DistributedApplicationException>(() => _builder.AddRedis("DB"));

        Assert.Contains("'DB'", error.Message);
        Assert.Throws<DistributedApplicationException>(() => postgres.AddDatabase("db", "another"));
        Assert.Equal(["db"], postgres.Resource.Databases.Keys);
    }

    [Fact]
    public void Wrong_names_are_refused_where_they_are_given()
    {
        Assert.Throws<ArgumentException>(() => _builder.AddPostgres("pg--1"));
        Assert.Throws<ArgumentException>(() => _builder.AddRabbitMQ("1bus"));
        Assert.Throws<ArgumentException>(() => _builder.AddRedis("a_b"));
        Assert.Throws<ArgumentNullException>(() => _builder.AddRedis(null!));
        Assert.Throws<ArgumentException>(() => _builder.AddPostgres("pg").AddDatabase("db", ""));
    }

    [Fact]
    public void Volumes_mounts_and_ports_are_in_the_model()
    {
        var postgres = _builder.AddPostgres("pg").WithDataVolume().WithHostPort(4000);
        var rabbit = _builder.AddRabbitMQ("bus", port: 4001).WithDataVolume("queues").WithManagementPlugin(4002);
        var redis = _builder.AddRedis("cache", 4003).WithDataBindMount("somewhere");

        Assert.Equal(("pg-data", "queues"), (Mount(postgres.Resource).Source, Mount(rabbit.Resource).Source));
        Assert.Equal(ContainerMountType.BindMount, Mount(redis.Resource).Type);
        Assert.Equal([4000], Ports(postgres.Resource));
        Assert.Equal([4001, 4002], Ports(rabbit.Resource));
        Assert.Equal([4003], Ports(redis.Resource));
    }

    private static ContainerMountAnnotation Mount(IResource resource) =>
        Assert.Single(resource.Annotations.OfType<ContainerMountAnnotation>());

    private static IEnumerable<int> Ports(IResource resource) =>
        resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Port ?? 0);

    private static void Allocate(params IReadOnlyList<IResource> resources)
    {
        var endpoints = resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>());
        foreach (var (index, endpoint) in endpoints.Index())
        {
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 1000 + index);
        }
    }

    private static async Task<List<string>> PropertiesAsync(IResourceWithConnectionString resource)
    {
        var properties = new List<string>();
        foreach (var (name, value) in resource.GetConnectionProperties())
        {
            properties.Add($"{name}={await value.GetValueAsync(CancellationToken.None)}");
        }

        return properties;
    }
}
