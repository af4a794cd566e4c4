using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Orchestrator.ServiceDefaults.Tests.Database.Migrations.Sqlite;

[DbContext(typeof(NotesContext))]
[Migration("20250101000000_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable(
            name: "Notes",
            schema: "notes",
            columns: table => new
            {
                Id = table.Column<int>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                Text = table.Column<string>(type: "TEXT", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Notes", x => x.Id)
        );
}

[DbContext(typeof(NotesContext))]
[Migration("20250201000000_Authors")]
internal sealed class Authors : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>(name: "Author", schema: "notes", table: "Notes", type: "TEXT", nullable: true);
}

[DbContext(typeof(NotesContext))]
internal sealed class NotesContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("notes").HasAnnotation("ProductVersion", "10.0.14");
        modelBuilder.Entity(
            typeof(Note).FullName!,
            b =>
            {
                b.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("INTEGER");
                b.Property<string>("Author").HasColumnType("TEXT");
                b.Property<string>("Text").IsRequired().HasColumnType("TEXT");
                b.HasKey("Id");
                b.ToTable("Notes", "notes");
            }
        );
    }
}
