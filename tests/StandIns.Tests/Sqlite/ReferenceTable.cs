using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orchestrator.StandIns.Tests.Sqlite;

/// <summary>
/// What a compiled assembly asks of another one, and what that other one offers, as comparable lines:
/// a type is its full name, a method <c>Type::Name(parameters) : result</c>, a field <c>Type::Name : type</c>.
/// </summary>
internal static class ReferenceTable
{
    /// <returns>The types and members of <paramref name="assemblyName"/> that <paramref name="path"/> refers to.</returns>
    public static IReadOnlySet<string> Wanted(string path, string assemblyName)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var types = reader
            .TypeReferences.Where(handle => assemblyName == AssemblyOf(reader, handle))
            .ToDictionary(handle => handle, handle => new SignatureNames().GetTypeFromReference(reader, handle, 0));
        var members =
            from handle in reader.MemberReferences
            let member = reader.GetMemberReference(handle)
            where member.Parent.Kind == HandleKind.TypeReference
            where types.ContainsKey((TypeReferenceHandle)member.Parent)
            select Line(types[(TypeReferenceHandle)member.Parent], reader, member);
        return types.Values.Concat(members).ToHashSet();
    }

    /// <returns>The public types and the public and protected members that <paramref name="path"/> defines.</returns>
    public static IReadOnlySet<string> Offered(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return reader
            .TypeDefinitions.Where(handle => IsVisible(reader.GetTypeDefinition(handle)))
            .SelectMany(handle => LinesOf(reader, handle))
            .ToHashSet();
    }

    private static IEnumerable<string> LinesOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var names = new SignatureNames();
        var type = reader.GetTypeDefinition(handle);
        var owner = names.GetTypeFromDefinition(reader, handle, 0);
        var methods = type.GetMethods().Select(reader.GetMethodDefinition).Where(IsVisible);
        var fields = type.GetFields().Select(reader.GetFieldDefinition).Where(IsVisible);
        return
        [
            owner,
            .. methods.Select(method =>
                Line(owner, reader.GetString(method.Name), method.DecodeSignature(names, genericContext: null))
            ),
            .. fields.Select(field =>
                $"{owner}::{reader.GetString(field.Name)} : {field.DecodeSignature(names, genericContext: null)}"
            ),
        ];
    }

    private static string Line(string owner, MetadataReader reader, MemberReference member)
    {
        var name = reader.GetString(member.Name);
        return member.GetKind() == MemberReferenceKind.Method
            ? Line(owner, name, member.DecodeMethodSignature(new SignatureNames(), genericContext: null))
            : $"{owner}::{name} : {member.DecodeFieldSignature(new SignatureNames(), genericContext: null)}";
    }

    private static string Line(string owner, string name, MethodSignature<string> signature) =>
        $"{owner}::{(signature.Header.IsInstance ? "" : "static ")}{name}"
        + $"({string.Join(", ", signature.ParameterTypes)}) : {signature.ReturnType}";

    private static string? AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(
                reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name
            ),
            _ => null,
        };
    }

    private static bool IsVisible(TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic;

    private static bool IsVisible(MethodDefinition method) =>
        (method.Attributes & MethodAttributes.MemberAccessMask)
            is MethodAttributes.Public
                or MethodAttributes.Family
                or MethodAttributes.FamORAssem;

    private static bool IsVisible(FieldDefinition field) =>
        (field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family;
}
