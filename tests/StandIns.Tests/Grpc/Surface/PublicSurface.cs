using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orchestrator.StandIns.Tests.Grpc.Surface;

/// <summary>What an assembly offers: its visible types and members, a member also under the types that inherit it.</summary>
internal static class PublicSurface
{
    public static IReadOnlySet<Reference> Of(string assemblyFile)
    {
        using var file = new PEReader(File.OpenRead(assemblyFile));
        var reader = file.GetMetadataReader();
        var assembly = reader.GetString(reader.GetAssemblyDefinition().Name);
        var offered = new HashSet<Reference>();
        foreach (var handle in reader.TypeDefinitions.Where(handle => IsVisible(reader, handle)))
        {
            var type = SignatureText.FullName(reader, reader.GetTypeDefinition(handle));
            offered.Add(new Reference(assembly, type, Member: null));
            offered.UnionWith(MembersOf(reader, handle).Select(member => new Reference(assembly, type, member)));
        }

        return offered;
    }

    /// <summary>Inherited ones too, as far as the base types are of this assembly and not generic.</summary>
    private static IEnumerable<string> MembersOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var methods = type.GetMethods()
            .Select(reader.GetMethodDefinition)
            .Where(method => IsVisible(method.Attributes))
            .Select(method =>
                SignatureText.Method(
                    reader.GetString(method.Name),
                    method.DecodeSignature(SignatureText.Provider, null)
                )
            );
        var fields = type.GetFields()
            .Select(reader.GetFieldDefinition)
            .Where(field => IsVisible(field.Attributes))
            .Select(field =>
                SignatureText.Field(reader.GetString(field.Name), field.DecodeSignature(SignatureText.Provider, null))
            );
        var inherited = type.BaseType is { IsNil: false, Kind: HandleKind.TypeDefinition }
            ? MembersOf(reader, (TypeDefinitionHandle)type.BaseType).Where(member => !IsConstructor(member))
            : [];
        return methods.Concat(fields).Concat(inherited);
    }

    private static bool IsConstructor(string member) => member.Contains(" .ctor(", StringComparison.Ordinal);

    private static bool IsVisible(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(
                reader,
                type.GetDeclaringType()
            ),
            _ => false,
        };
    }

    private static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask)
            is MethodAttributes.Public
                or MethodAttributes.Family
                or MethodAttributes.FamORAssem;

    private static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask)
            is FieldAttributes.Public
                or FieldAttributes.Family
                or FieldAttributes.FamORAssem;
}
