using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Orchestrator.Profiler.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "profiler");

            migrationBuilder.CreateTable(
                name: "documents",
                schema: "profiler",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    UpdatedAtUnixMs = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_documents", x => new { x.Kind, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "edits",
                schema: "profiler",
                columns: table => new
                {
                    EditId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUnixMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Field = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    After = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_edits", x => x.EditId);
                });

            migrationBuilder.CreateTable(
                name: "leaders",
                schema: "profiler",
                columns: table => new
                {
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    Holder = table.Column<string>(type: "TEXT", nullable: false),
                    Term = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAtUnixMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leaders", x => x.Role);
                });

            migrationBuilder.CreateTable(
                name: "measures",
                schema: "profiler",
                columns: table => new
                {
                    Replica = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Live = table.Column<string>(type: "TEXT", nullable: true),
                    Baseline = table.Column<string>(type: "TEXT", nullable: true),
                    UpdatedAtUnixMs = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_measures", x => new { x.Replica, x.Digest });
                });

            migrationBuilder.CreateTable(
                name: "models",
                schema: "profiler",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    Facts = table.Column<string>(type: "TEXT", nullable: false),
                    Licence = table.Column<string>(type: "TEXT", nullable: false),
                    FirstSeenAtUnixMs = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeenAtUnixMs = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_models", x => new { x.Name, x.Digest });
                });

            migrationBuilder.CreateTable(
                name: "probe_requests",
                schema: "profiler",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUnixMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    Replica = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_probe_requests", x => x.RequestId);
                });

            migrationBuilder.CreateTable(
                name: "probe_scores",
                schema: "profiler",
                columns: table => new
                {
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    Task = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    Asked = table.Column<int>(type: "INTEGER", nullable: false),
                    Right = table.Column<int>(type: "INTEGER", nullable: false),
                    QuestionSet = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAtUnixMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Details = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_probe_scores", x => new { x.Digest, x.Task, x.Language });
                });

            migrationBuilder.CreateTable(
                name: "probe_spend",
                schema: "profiler",
                columns: table => new
                {
                    Day = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Spent = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_probe_spend", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "profile_history",
                schema: "profiler",
                columns: table => new
                {
                    HistoryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUnixMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Replica = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    Calls = table.Column<long>(type: "INTEGER", nullable: false),
                    Prefill = table.Column<double>(type: "REAL", nullable: false),
                    Decode = table.Column<double>(type: "REAL", nullable: false),
                    LoadSeconds = table.Column<double>(type: "REAL", nullable: false),
                    VramBytes = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_profile_history", x => x.HistoryId);
                });

            migrationBuilder.CreateTable(
                name: "replicas",
                schema: "profiler",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Added = table.Column<bool>(type: "INTEGER", nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Slots = table.Column<long>(type: "INTEGER", nullable: false),
                    QueueLimit = table.Column<long>(type: "INTEGER", nullable: false),
                    Gpu = table.Column<string>(type: "TEXT", nullable: false),
                    VramBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Credential = table.Column<string>(type: "TEXT", nullable: false),
                    Drained = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_replicas", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "revisions",
                schema: "profiler",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revisions", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "settings",
                schema: "profiler",
                columns: table => new
                {
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    OptimalFor = table.Column<string>(type: "TEXT", nullable: false),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    Enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    VramRequiredBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Pinned = table.Column<bool>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settings", x => x.Model);
                });

            migrationBuilder.InsertData(
                schema: "profiler",
                table: "revisions",
                columns: new[] { "Name", "Value" },
                values: new object[,]
                {
                    { "orders", 1L },
                    { "scores", 1L },
                    { "settings", 1L }
                });

            migrationBuilder.CreateIndex(
                name: "IX_edits_AtUnixMs",
                schema: "profiler",
                table: "edits",
                column: "AtUnixMs");

            migrationBuilder.CreateIndex(
                name: "IX_edits_Kind_Subject_AtUnixMs",
                schema: "profiler",
                table: "edits",
                columns: new[] { "Kind", "Subject", "AtUnixMs" });

            migrationBuilder.CreateIndex(
                name: "IX_measures_UpdatedAtUnixMs",
                schema: "profiler",
                table: "measures",
                column: "UpdatedAtUnixMs");

            migrationBuilder.CreateIndex(
                name: "IX_profile_history_AtUnixMs",
                schema: "profiler",
                table: "profile_history",
                column: "AtUnixMs");

            migrationBuilder.CreateIndex(
                name: "IX_profile_history_Replica_Digest_AtUnixMs",
                schema: "profiler",
                table: "profile_history",
                columns: new[] { "Replica", "Digest", "AtUnixMs" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "documents",
                schema: "profiler");

            migrationBuilder.DropTable(
                name: "edits",
                schema: "profiler");

            migrationBuilder.DropTable(
                name: "leaders",
                schema: "profiler");

            migrationBuilder.DropTable(
                name: "measures",
                schema: "profiler");

            migrationBuilder.DropTable(
                name: "models",
                schema: "profiler");

            migrationBuilder.DropTable(
                name: "probe_requests",
                schema: "profiler");

            migrationBuilder.DropTable(
                name: "probe_scores",
                schema: "profiler");

            migrationBuilder.DropTable(
                name: "probe_spend",
                schema: "profiler");

            migrationBuilder.DropTable(
                name: "profile_history",
                schema: "profiler");

            migrationBuilder.DropTable(
                name: "replicas",
                schema: "profiler");

            migrationBuilder.DropTable(
                name: "revisions",
                schema: "profiler");

            migrationBuilder.DropTable(
                name: "settings",
                schema: "profiler");
        }
    }
}
