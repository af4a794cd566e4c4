using System.Reflection;
using Xunit.Abstractions;

namespace Orchestrator.StandIns.Tests.Grpc.Surface;

/// <summary>
/// The genuine packages were compiled against the genuine contract packages. A member that a stand-in lacks would show
/// only when a call happens to need it; here it shows at once.
/// </summary>
public sealed class SurfaceTests(ITestOutputHelper output)
{
    public static TheoryData<string, int, int> Referencing() =>
        new()
        {
            // How much each of them is known to need: a reader of the tables that sees less is broken.
            { "Grpc.AspNetCore.Server", 32, 69 },
            { "Grpc.Net.Client", 35, 66 },
            { "Orchestrator.StandIns.Tests", 30, 30 },
        };

    [Theory]
    [MemberData(nameof(Referencing))]
    public void Everything_that_is_referenced_is_there(string assembly, int typesAtLeast, int membersAtLeast)
    {
        var needed = ReferenceTable.Of(Assembly.Load(assembly).Location, ContractPackages.Names);
        var types = needed.Count(reference => reference.Member is null);
        output.WriteLine($"{assembly}: {types} types, {needed.Count - types} members");

        Assert.Empty(needed.Except(ContractPackages.Offered()).Select(missing => missing.ToString()).Order());
        Assert.InRange(types, typesAtLeast, int.MaxValue);
        Assert.InRange(needed.Count - types, membersAtLeast, int.MaxValue);
    }

    [Fact]
    public void The_three_together_need_at_least_what_was_counted()
    {
        var needed = new[] { ContractPackages.Server, ContractPackages.Client, ContractPackages.Generated }
            .SelectMany(assembly => ReferenceTable.Of(assembly.Location, ContractPackages.Names))
            .Distinct()
            .ToList();

        Assert.InRange(needed.Count(reference => reference.Member is null), 54, int.MaxValue);
        Assert.InRange(needed.Count(reference => reference.Member is not null), 131, int.MaxValue);
    }

    public static TheoryData<string> Genuine() => ["Grpc.AspNetCore.Server", "Grpc.Net.Client"];

    /// <summary>A type that leaves an abstract member open does not load.</summary>
    [Theory]
    [MemberData(nameof(Genuine))]
    public void Every_type_of_a_genuine_assembly_loads(string assembly) =>
        Assert.NotEmpty(Assembly.Load(assembly).GetTypes());

    /// <summary>An override that finds nothing to override loads all the same, as a method that nobody calls.</summary>
    [Theory]
    [MemberData(nameof(Genuine))]
    public void Every_override_in_a_genuine_assembly_overrides_something(string assembly)
    {
        var overrides = Assembly
            .Load(assembly)
            .GetTypes()
            .Where(type => ContractPackages.Names.Contains(type.BaseType?.Assembly.GetName().Name))
            .SelectMany(DeclaredOverrides)
            .ToList();

        Assert.NotEmpty(overrides);
        Assert.Empty(overrides.Where(IsFirstOfItsKind).Select(method => $"{method.DeclaringType}: {method}"));
    }

    [Theory]
    [InlineData("Grpc.Core.Api")]
    [InlineData("Grpc.Net.Common")]
    public void A_contract_assembly_has_the_identity_that_the_genuine_ones_ask_for(string assembly)
    {
        var identity = Assembly.Load(assembly).GetName();

        Assert.Equal(new Version(2, 0, 0, 0), identity.Version);
        Assert.Equal("d754f35622e28bad", Convert.ToHexStringLower(identity.GetPublicKeyToken()!));
    }

    private static IEnumerable<MethodInfo> DeclaredOverrides(Type type) =>
        type.GetMethods(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
            )
            .Where(method => method.IsVirtual && !method.Attributes.HasFlag(MethodAttributes.NewSlot));

    private static bool IsFirstOfItsKind(MethodInfo method) => method.GetBaseDefinition() == method;
}
