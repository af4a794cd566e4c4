using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.Learning.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "learning");

            migrationBuilder.CreateTable(
                name: "feedback",
                schema: "learning",
                columns: table => new
                {
                    FeedbackId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RunId = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    GivenAtUnixMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Score = table.Column<double>(type: "REAL", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback", x => x.FeedbackId);
                });

            migrationBuilder.CreateTable(
                name: "outcomes",
                schema: "learning",
                columns: table => new
                {
                    OutcomeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RunId = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    FinishedAtUnixMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Task = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Strategy = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Model = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Replica = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    Propensity = table.Column<double>(type: "REAL", nullable: false),
                    Result = table.Column<string>(type: "TEXT", maxLength: 512, nullable: false),
                    FirstTokenMs = table.Column<double>(type: "REAL", nullable: true),
                    DurationMs = table.Column<double>(type: "REAL", nullable: false),
                    PromptTokens = table.Column<int>(type: "INTEGER", nullable: false),
                    OutputTokens = table.Column<int>(type: "INTEGER", nullable: false),
                    Simulated = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outcomes", x => x.OutcomeId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_feedback_RunId",
                schema: "learning",
                table: "feedback",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_outcomes_FinishedAtUnixMs",
                schema: "learning",
                table: "outcomes",
                column: "FinishedAtUnixMs");

            migrationBuilder.CreateIndex(
                name: "IX_outcomes_RunId",
                schema: "learning",
                table: "outcomes",
                column: "RunId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "feedback",
                schema: "learning");

            migrationBuilder.DropTable(
                name: "outcomes",
                schema: "learning");
        }
    }
}
